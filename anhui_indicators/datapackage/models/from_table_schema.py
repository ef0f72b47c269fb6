"""Models made from Table Schema descriptors: the way back from `table_schema`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

import narwhals.stable.v1 as nw
import pandera.pyarrow as pap
import pyarrow as pa
from pandera.dtypes import immutable
from pandera.engines.narwhals_engine import DataType

from anhui_indicators.datapackage.codes.reading import SCHEMA_ERROR
from anhui_indicators.datapackage.descriptors.model import Field, ForeignKey
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.models.canonical_schema import canonical, schema_error
from anhui_indicators.datapackage.models.constraints import (
    checks_of,
    is_checked,
    key_check,
    required_check,
)
from anhui_indicators.datapackage.models.model import Frame, TableModel
from anhui_indicators.datapackage.models.table_schema import INTERNAL
from anhui_indicators.datapackage.tables.frames import to_arrow
from anhui_indicators.diagnostics import Issue


@immutable
class Time(DataType):
    """Time of day, in any unit; Pandera has no such type for Arrow."""

    type = nw.Time

    def check(self, pandera_dtype: Any, data_container: Any = None) -> bool:
        """Say whether a column has the type."""
        return bool(pandera_dtype == nw.Time)


@immutable
class Anything(DataType):
    """Whatever type a column has."""

    type = nw.Unknown

    def check(self, pandera_dtype: Any, data_container: Any = None) -> bool:
        """Say that a column has the type."""
        return True


_ANNOTATIONS: dict[pa.DataType, Any] = {FIELD_TYPES["time"].arrow_type: Time, pa.null(): Anything}

# Names of columns that Pandera itself adds to a table for missing values.
_TAKEN = frozenset(("check_output", "index"))


class _Described(TableModel):
    """Base of the models that are made: what annotations and fields alone cannot say."""

    _keys: ClassVar[list[pap.Check]] = []
    _rest: ClassVar[dict[str, Any]] = {}

    @classmethod
    def build_schema_(cls, **options: Any) -> Any:
        schema = super().build_schema_(**options)
        schema.metadata = cls._rest
        schema.checks = [*schema.checks, *cls._keys]
        for column in schema.columns.values():
            column.regex = False  # Pandera takes a name like `^a$` for a pattern of names.
        return schema

    @classmethod
    def validate(cls, check_obj: Frame, *options: Any, **named: Any) -> Frame:
        table = to_arrow(check_obj)
        if len(set(table.column_names)) == table.num_columns:
            for index, column in enumerate(table.columns):
                if any(word in str(column.type) for word in ("view", "run_end_encoded")):
                    table = table.set_column(index, table.field(index).name, _plain(column))
        super().validate(table, *options, **named)
        return check_obj

    @classmethod
    def empty(cls, *_: Any) -> Any:
        columns = cls.to_schema().columns.values()
        types = [
            (column.name, FIELD_TYPES[column.metadata["type"]].arrow_type) for column in columns
        ]
        return pa.schema(types).empty_table()


def model_of(descriptor: Mapping[str, Any], name: str = "table") -> type[TableModel]:
    """Make a model of a Table Schema, as `table_schema` makes a Table Schema of a model.

    Types become Arrow types: `string` text, `integer` and `year` int64, `number` float64,
    `boolean` bool, `date` date32, `datetime` timestamps in microseconds without zone, `time` times
    of day; `yearmonth` and `duration` text of their form. Columns of `any`, `object`, `array`,
    `list`, `geopoint` and `geojson` may have any type.

    Constraints are checked, and so are `categories`, the primary key and the unique keys; a value
    that is missing, as NaN is to Pandera, breaks none but `required` and the primary key. A
    pattern is for the whole value and in the syntax of RE2, which has no look-around. The rest is
    carried along and not checked: formats, missing values (in Arrow they are null), foreign keys,
    enumerations of durations, lengths and enumerations of what may have any Arrow type (but
    those of `any`), that `partial` needs at least one of the fields, and what the standard does
    not know. The model of a model's descriptor lacks what Table Schema has no words for: the rules
    within a row, and that numbers are finite and texts without control characters.

    Args:
        descriptor: Table Schema descriptor of version 1 or 2; it is not changed.
        name: Name of the table.

    Returns:
        The model. `table_schema` gives the descriptor back: equal when it was in the form that
        `table_schema` writes, else in that form (keys as lists, defaults written out).

    Raises:
        ReadError: When the descriptor is not valid, or has a pattern that RE2 cannot match.

    Example:
        >>> import pyarrow as pa
        >>> from anhui_indicators.datapackage.models.issues import find_issues
        >>> from anhui_indicators.datapackage.models.table_schema import table_schema
        >>> age = {"name": "age", "type": "integer", "constraints": {"minimum": 18}}
        >>> Voters = model_of({"fields": [age]}, "voters")
        >>> Voters.validate(pa.table({"age": [18, 44]})).num_rows
        2
        >>> print(find_issues(Voters, pa.table({"age": [18, 4]}))[0].text)
        the value is below 18 (found '4'). Use one from 18 up.
        >>> table_schema(Voters)["fields"] == [age]
        True
    """
    schema, rest = canonical(descriptor, name)
    described = rest.pop("fields")
    primary = rest.pop("primaryKey", [])
    keys = [key_check("primary_key", primary)] if primary else []
    keys += [key_check("unique_key", fields) for fields in rest.pop("uniqueKeys", [])]
    names = [field.name for field in schema.fields]
    attributes = _attributes(names)
    lead = dict(_references(schema.foreign_keys, name))
    match = schema.fields_match
    config = {
        "name": name,
        "title": rest.get("title"),
        "description": rest.get("description"),
        "ordered": match == "exact",
        "strict": match not in ("subset", "partial"),
    }
    some = match in ("superset", "partial")
    columns = [
        _column(
            field,
            entry,
            lead.get(field.name),
            present=not some or field.name in primary,
            native_nulls=_TAKEN.isdisjoint(names),
            table=name,
        )
        for field, entry in zip(schema.fields, described, strict=True)
    ]
    types = [FIELD_TYPES[field.type].arrow_type for field in schema.fields]
    annotations = [_ANNOTATIONS.get(dtype, dtype) for dtype in types]
    body = {
        **dict(zip(attributes, columns, strict=True)),
        "__annotations__": dict(zip(attributes, annotations, strict=True)),
        "_keys": keys,
        "_rest": rest,
        "Config": type("Config", (), config),
    }
    words = re.findall(r"[^\W_]+", name)
    return type("".join(word.capitalize() for word in words) or "Table", (_Described,), body)


def _column(
    field: Field,
    entry: dict[str, Any],
    lead: str | None,
    *,
    present: bool,
    native_nulls: bool,
    table: str,
) -> Any:
    try:
        checks = checks_of(field)
    except ValueError as error:
        hint = "Fix the schema in the descriptor."
        raise schema_error(Issue(SCHEMA_ERROR, str(error), hint, table)) from error
    constraints = entry.get("constraints", {})
    required = constraints.get("required", False)
    placed = ("name", "title", "description", "constraints")
    metadata = {key: value for key, value in entry.items() if key not in placed}
    # A property that is not known may have a name that metadata has for something else.
    other = {key: metadata.pop(key) for key in INTERNAL if key in metadata}
    kept = {
        key: value
        for key, value in constraints.items()
        if value is False or not is_checked(field.type, key)
    }
    own = {
        "references": lead,
        "properties": other or None,
        "constraints": kept if kept or entry.get("constraints") == {} else None,
    }
    made = pap.Field(
        alias=field.name,
        title=entry.get("title"),
        description=entry.get("description"),
        nullable=not required or not native_nulls,
        required=present,
        metadata=metadata | {key: value for key, value in own.items() if value is not None},
    )
    made.checks = checks + ([required_check()] if required and not native_nulls else [])
    return made


def _attributes(names: list[str]) -> list[str]:
    """Name the attributes of a model: as the columns, where a class can have such an attribute."""
    return [
        name
        if name.isidentifier()
        and not name.startswith("_")
        and not hasattr(_Described, name)
        and not re.fullmatch(r"column_[0-9]+", name)
        else f"column_{position}"
        for position, name in enumerate(names, 1)
    ]


def _references(foreign_keys: Sequence[ForeignKey], table: str) -> Iterator[tuple[str, str]]:
    """Give column and target of the keys of one column, as hand-written models have them."""
    for key in foreign_keys:
        names = [key.resource or table, *key.reference]
        if len(names) == 2 and not any("." in name for name in names):
            yield key.fields[0], ".".join(names)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Give values in a type that Arrow can pick rows from, unlike the string views of polars."""
    if pa.types.is_string_view(column.type):
        return column.cast(pa.large_string())
    return pa.chunked_array([pa.array(column.to_pylist())])
