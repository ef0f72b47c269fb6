"""Intervals of months and billionths of a second, for what has no type for them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


def interval_text(value: pa.MonthDayNano) -> str:
    """Write an interval as ISO 8601 has it.

    Example:
        >>> import pyarrow as pa
        >>> interval_text(pa.MonthDayNano([14, 0, 1_500_000_000]))
        'P1Y2MT1.5S'
    """
    negative = value.months < 0 or value.days < 0 or value.nanoseconds < 0
    sign = -1 if negative else 1
    years, months = divmod(sign * value.months, 12)
    seconds = format(Decimal(sign * value.nanoseconds).scaleb(-9).normalize(), "f")
    parts = ((years, "Y"), (months, "M"), (sign * value.days, "D"))
    days = "".join(f"{number}{unit}" for number, unit in parts if number)
    time = f"T{seconds}S" if value.nanoseconds or not days else ""
    return f"{'-' if negative else ''}P{days}{time}"


def as_durations(column: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """Give intervals as durations in billionths of a second; None where one has months or days."""
    import pyarrow as pa  # noqa: PLC0415  It takes a while to import, and few columns need it.

    values = column.to_pylist()
    if any(value is not None and (value.months or value.days) for value in values):
        return None
    billionths = [None if value is None else value.nanoseconds for value in values]
    return pa.chunked_array([billionths], pa.duration("ns"))


def without_intervals(table: pa.Table) -> pa.Table:
    """Give a table for a library that has no intervals of months.

    They become durations; a column with months, which are not all of one length, becomes text.
    """
    import pyarrow as pa  # noqa: PLC0415  as above

    for place, field in enumerate(table.schema):
        if pa.types.is_interval(field.type):
            column = table.column(place)
            durations = as_durations(column)
            if durations is None:
                texts = [None if v is None else interval_text(v) for v in column.to_pylist()]
                durations = pa.chunked_array([texts], pa.string())
            table = table.set_column(place, field.name, durations)
    return table
