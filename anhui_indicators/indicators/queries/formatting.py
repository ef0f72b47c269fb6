"""Numbers as people read them: separators, units, “more than”, ranges."""

from __future__ import annotations

from decimal import Decimal


def number_text(value: float) -> str:
    """Write a number in full, with a comma after each three digits.

    Example:
        >>> number_text(1968200000000.0), number_text(0.12)
        ('1,968,200,000,000', '0.12')
    """
    return format(Decimal(repr(float(value))), ",f").removesuffix(".0")


def quantity_text(
    value: float, unit: str, symbol: str | None = None, qualifier: str = "exact"
) -> str:
    """Write a value with its unit and its qualifier.

    Args:
        value: Value in the base of the unit.
        unit: Name of the unit.
        symbol: What to print behind a number, nothing if empty; without one the name follows in
            brackets.
        qualifier: Qualifier of the observation.

    Example:
        >>> quantity_text(27000.0, "service providers", "service providers", "more-than")
        'more than 27,000 service providers'
        >>> quantity_text(9.9, "percent per year", "% a year"), quantity_text(3.0, "one in N")
        ('9.9% a year', '3 (one in N)')
    """
    number = number_text(value)
    if symbol is None:
        text = f"{number} ({unit})"
    else:
        text = f"{number}{symbol}" if symbol.startswith("%") else f"{number} {symbol}".rstrip()
    return {"more-than": f"more than {text}", "about": f"about {text}"}.get(qualifier, text)


def range_text(lower: float | None, upper: float | None) -> str:
    """Write the bounds of a value; empty when they coincide, for then the value says it all.

    Example:
        >>> range_text(19.85, 19.95), range_text(90.0, None), range_text(4.0, 4.0)
        ('19.85 to 19.95', 'above 90', '')
    """
    if lower is not None and upper is not None:
        return "" if lower == upper else f"{number_text(lower)} to {number_text(upper)}"
    if lower is not None:
        return f"above {number_text(lower)}"
    return f"below {number_text(upper)}" if upper is not None else ""


def place_text(area: str, compared_with: str | None) -> str:
    """Write an area, with the one that it is compared with where that is another.

    Example:
        >>> place_text("Anhui", "China"), place_text("Anhui", "Anhui"), place_text("Anhui", None)
        ('Anhui in China', 'Anhui', 'Anhui')
    """
    return f"{area} in {compared_with}" if compared_with not in (None, area) else area


def span_text(lower: float | None, upper: float | None, step: float) -> str:
    """Write what follows from a relation, to one digit more than is printed.

    Args:
        lower: Least value that follows, or None.
        upper: Greatest value that follows, or None.
        step: Size of the last printed digit of the claim that it is checked against.

    Example:
        >>> span_text(3.279581297358305, 3.42677306376333, 0.1), span_text(None, 125.0, 1.0)
        ('3.28 to 3.43', 'at most 125')
    """
    least, most = (None if end is None else _near(end, step) for end in (lower, upper))
    if lower == 0 and most is not None and most != least:
        return f"at most {most}"
    if least is not None and most is not None:
        return least if least == most else f"{least} to {most}"
    if least is not None:
        return f"at least {least}"
    return f"at most {most}" if most is not None else "anything"


def _near(value: float, step: float) -> str:
    """Round to a tenth of a step, unless it is a whole number already."""
    exact, tenth = Decimal(repr(value)), Decimal(repr(step)) / 10
    near = (exact / tenth).to_integral_value() * tenth
    return number_text(value if value.is_integer() and step == 1 else float(near))
