"""What a printed figure can stand for."""

from __future__ import annotations

from math import inf, isfinite, nextafter

from anhui_indicators.consistency.interval import End, Interval


def printed_interval(value: float, resolution: float | None, qualifier: str | None) -> Interval:
    """Give the interval of values that a printed figure can stand for, exactly.

    A value printed to a resolution r was rounded from somewhere in [value − r/2, value + r/2];
    “more than” a value has no upper bound; anything else is the value itself.

    Args:
        value: Value in the base of its unit, finite.
        resolution: Size of the last printed digit in the same unit, or None.
        qualifier: One of the qualifiers of an observation.
    """
    if qualifier == "more-than":
        return Interval(Interval.exactly(value).lower)
    if resolution is None or not isfinite(resolution):
        return Interval.exactly(value)
    return Interval.rounded(value, resolution)


def bounds(
    value: float | None, resolution: float | None, qualifier: str | None
) -> tuple[float | None, float | None]:
    """Give the ends of the interval of a printed figure, nearest in binary64.

    Args:
        value: As for `printed_interval`; or None, or not finite, which other checks report.
        resolution: As for `printed_interval`.
        qualifier: As for `printed_interval`.

    Returns:
        Lower and upper bound; None where there is none.

    Example:
        >>> bounds(19.9, 0.1, "exact")
        (19.85, 19.95)
        >>> bounds(900000.0, None, "more-than")
        (900000.0, None)
    """
    if value is None or not isfinite(value):
        return value, None if qualifier == "more-than" else value
    try:
        return ends(printed_interval(value, resolution, qualifier))
    except OverflowError:  # The model of observations demands bounds, and reports the issue.
        return None, None


def ends(interval: Interval) -> tuple[float | None, float | None]:
    """Give the ends of an interval, nearest in binary64; None where there is none.

    Raises:
        OverflowError: When an end is too large for binary64.
    """
    lower, upper = float(interval.lower), float(interval.upper)
    return (lower if isfinite(lower) else None), (upper if isfinite(upper) else None)


def outer_ends(interval: Interval) -> tuple[float | None, float | None]:
    """Give the ends of an interval, moved outward to binary64; None where there is none.

    An end moves only when no float prints as it; so what is typed as decimals stays as it is.

    Example:
        >>> outer_ends(Interval.exactly(0.3)), outer_ends(Interval.exactly(2) / Interval.exactly(3))
        ((0.3, 0.3), (0.6666666666666666, 0.6666666666666667))
    """
    return _outward(interval.lower, -inf), _outward(interval.upper, inf)


def _outward(end: End, outside: float) -> float | None:
    try:
        near = float(end)
    except OverflowError:
        return None
    if not isfinite(near):
        return None
    printed = Interval.exactly(near).lower
    if printed > end > outside or printed < end < outside:
        near = nextafter(near, outside)
    return near if isfinite(near) else None
