"""Time each type and format of Table Schema, in each format of files.

Of every type that the library knows, a column of distinct values is validated by a whole cold
process, in turn with frictionless-py (CSV and JSON Lines) or with reading the file (Parquet). The
exit status is 1 when a limit is exceeded, or a type has no values here.

Usage: python -m benchmarks.types [ROWS] [csv|jsonl|parquet]   (default 1000000, all; an hour)
"""

from __future__ import annotations

import sys
import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from benchmarks.cases import program, python
from benchmarks.tables import write_descriptor
from benchmarks.validation import FRICTIONLESS, compare, tell

MILLION = 1_000_000
NESTED = ("object", "array", "list", "geojson")
_FIRST = datetime(1900, 1, 1)


@dataclass(frozen=True)
class Column:
    """A column: what its field says, and the text of each of its values.

    Attributes:
        type: Type of Table Schema.
        text: Gives the text of a number.
        format: Format of the type.
        said: What the field says besides.
        native: Gives a number as a value of the Arrow type that holds those of the field; None
            where there is no such type.
        is_ours: Whether frictionless-py does not read such values, so that its time says nothing.
    """

    type: str
    text: Callable[[int], str]
    format: str = "default"
    said: dict[str, Any] = field(default_factory=dict)
    native: Callable[[int], Any] | None = None
    is_ours: bool = False

    @property
    def name(self) -> str:
        signs = ", ".join(f"{name} {value}" for name, value in self.said.items())
        return " ".join(filter(None, (self.type, self.format.replace("default", ""), signs)))


def moment(number: int) -> datetime:
    """A moment for each number, a little over an hour from the one before."""
    return _FIRST + timedelta(seconds=4001 * number)


def day(number: int) -> date:
    """A day for each number, of four thousand years."""
    return date.fromordinal(1 + (number * 7919) % 3_600_000)


def of_day(number: int) -> time:
    return (datetime(2000, 1, 1) + timedelta(microseconds=number * 86_399)).time()


def by_format(form: str) -> Callable[[int], str]:
    return lambda number: moment(number).replace(tzinfo=UTC).strftime(form)


def point(number: int) -> str:
    return f"{number % 360 - 180 + number % 997 / 1000:.4f}", f"{number / 1e6 * 90:.6f}"


def columns() -> Iterator[Column]:
    """The columns; where dates and times have any format, one with each directive of it."""
    yield Column("string", lambda n: f"text {n}", native=lambda n: f"text {n}")
    yield Column("string", lambda n: f"first.last{n}@example{n % 99}.org", "email")
    yield Column("string", lambda n: f"https://example.org/a/{n}?b=c#d", "uri")
    yield Column("string", lambda n: b64encode(f"text {n}".encode()).decode(), "binary")
    yield Column("string", lambda n: str(UUID(int=n * 10**31)), "uuid")
    yield Column("string", lambda n: "POINT ({} {})".format(*point(n)), "wkt", is_ours=True)
    yield Column("integer", lambda n: str(n * 7919 - 10**6), native=lambda n: n)
    yield Column("integer", lambda n: f"{n * 7919:,}", said={"groupChar": ","}, is_ours=True)
    yield Column("integer", lambda n: f"EUR {n}", said={"bareNumber": False})
    yield Column("number", lambda n: f"{n / 1000}", native=lambda n: n / 1000)
    yield Column("number", lambda n: f"{n / 7:,.2f}", said={"groupChar": ","})
    yield Column("number", lambda n: f"{n / 1000}".replace(".", ","), said={"decimalChar": ","})
    yield Column("number", lambda n: f"{n / 1000} kg", said={"bareNumber": False})
    yield Column("number", lambda n: f"{n / 1000}", said={"floatNumber": True})
    yield Column("boolean", lambda n: ("true", "false")[n % 2], native=lambda n: n % 2 == 0)
    yes = {"trueValues": ["yes"], "falseValues": ["no"]}
    yield Column("boolean", lambda n: ("yes", "no")[n % 2], said=yes)
    yield Column("any", lambda n: f"text {n}", native=lambda n: n)
    yield Column("date", lambda n: day(n).isoformat(), native=day)
    yield Column("date", lambda n: day(n).isoformat(), "any")
    for form in (
        "%d/%m/%Y",
        "%Y%m%d",
        "%d.%m.%y",
        "%b %d, %Y",
        "%A, %d %B %Y",
        "%Y-%j",
        "%G-W%V-%u",
    ):
        yield Column("date", by_format(form), form)
    for form in ("%Y %U %w", "%Y %W %a", "%x"):
        yield Column("date", by_format(form), form)
    yield Column(
        "datetime",
        lambda n: moment(n).isoformat() + "Z",
        native=lambda n: moment(n).replace(tzinfo=UTC),
    )
    yield Column("datetime", lambda n: moment(n).isoformat(), native=moment)
    yield Column("datetime", lambda n: moment(n).isoformat(" "), "any")
    for form in (
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S.%f%z",
        "%d/%m/%y %I:%M %p",
        "%c",
        "%Y-%m-%d %X %Z",
    ):
        yield Column("datetime", by_format(form), form)
    yield Column("time", lambda n: of_day(n).isoformat(), native=of_day)
    yield Column("time", lambda n: of_day(n).isoformat(), "any")
    for form in ("%H:%M", "%H%M%S", "%I:%M:%S %p", "%H:%M:%S.%f"):
        yield Column("time", by_format(form), form)
    yield Column("year", lambda n: f"{n % 9999:04d}", native=lambda n: n % 9999)
    yield Column("yearmonth", lambda n: f"{1 + n // 12 % 9998:04d}-{1 + n % 12:02d}")
    yield Column("duration", lambda n: f"P{n}DT{n % 24}H")
    yield Column("geopoint", lambda n: "{},{}".format(*point(n)))
    yield Column("geopoint", lambda n: "[{}, {}]".format(*point(n)), "array")
    yield Column("geopoint", lambda n: '{{"lon": {}, "lat": {}}}'.format(*point(n)), "object")
    place = '{{"type": "Point", "coordinates": [{}, {}]}}'
    yield Column("geojson", lambda n: place.format(*point(n)))
    arcs = '{{"type": "Topology", "objects": {{}}, "arcs": [[[0, 0], [1, {}]]]}}'
    yield Column("geojson", arcs.format, "topojson")
    yield Column(
        "object", lambda n: f'{{"a": {n}, "b": "text"}}', native=lambda n: {"a": n, "b": "text"}
    )
    yield Column("array", lambda n: f'[{n}, "text"]', native=lambda n: [n, n + 1])
    yield Column("list", lambda n: f"{n},text", native=lambda n: [str(n), "text"])
    for kind, one in (
        ("integer", str),
        ("number", lambda n: f"{n / 8}"),
        ("boolean", lambda _: "true"),
    ):
        text = lambda n, one=one: f"{one(n)},{one(n + 1)}"  # noqa: E731
        yield Column("list", text, said={"itemType": kind})
    yield Column(
        "list", lambda n: f"{day(n)};{day(n + 1)}", said={"itemType": "date", "delimiter": ";"}
    )


def main() -> int:
    if "--help" in sys.argv[1:]:
        print(__doc__)
        return 0
    rows = next((int(arg) for arg in sys.argv[1:] if arg.isdigit()), MILLION)
    chosen = [arg for arg in sys.argv[1:] if not arg.isdigit()] or ["csv", "jsonl", "parquet"]
    known = [(column.type, column.format) for column in columns()]
    for kind in FIELD_TYPES.values():
        for form in kind.formats or ("default",):
            if (kind.name, form) not in known:
                print(f"{kind.name} {form} has no values here")
                return 1
    exceeded = 0
    for form in chosen:
        other = "reading it" if form == "parquet" else "frictionless-py"
        print(
            f"\n| {form.upper()}, {rows:,} rows | ours | other | its time | its / ours | limit | |"
        )
        print("| --- | ---: | --- | ---: | ---: | ---: | --- |")
        for column in columns():
            if form != "parquet" or column.native or column.type == "string":
                exceeded += _time(column, form, rows, other)
    return 1 if exceeded else 0


def _time(column: Column, form: str, rows: int, other: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        package, file = Path(folder), Path(folder) / f"rows.{form}"
        _write(column, file, rows)
        described = {"name": "value", "type": column.type, "format": column.format, **column.said}
        resource = {"name": "rows", "type": "table", "path": file.name, "format": form}
        resource |= {"encoding": "utf-8", "schema": {"fields": [described]}}
        if form == "csv":
            resource["dialect"] = {"header": True, "delimiter": ","}
        write_descriptor(package, [resource])
        target = str(package / "datapackage.json")
        if form == "parquet":
            code = f"import pyarrow.parquet as p; p.ParquetFile({str(file)!r}).read()"
            exceeded = 0
            for command, limit in (("validate", 1 / 3), ("digest", 1 / 8)):
                ours, its = compare(program(command, target), python(code), 3)
                exceeded += tell(f"{column.name}, {command}", ours, other, its, limit)
            return exceeded
        ours, its = compare(program("validate", target), [*FRICTIONLESS, target], 3, 1)
        limit = 5 if column.type in NESTED else 10
        has_limit = form == "csv" and not column.is_ours
        return tell(column.name, ours, other, its, limit if has_limit else None)


def _write(column: Column, file: Path, rows: int) -> None:
    if file.suffix == ".parquet":
        native = column.native or column.text
        pq.write_table(pa.table({"value": [native(number) for number in range(rows)]}), file)
        return
    table = pa.table({"value": [column.text(number) for number in range(rows)]})
    if file.suffix == ".csv":
        pyarrow.csv.write_csv(table, file)
        return
    import json

    with file.open("w") as lines:
        lines.writelines(json.dumps({"value": text}) + "\n" for text in table["value"].to_pylist())


if __name__ == "__main__":
    sys.exit(main())
