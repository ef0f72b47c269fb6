"""What Pandera finds in a table, as issues with rows and columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import chain
from typing import Any

import narwhals.stable.v1 as nw
import pandera.errors
import pyarrow as pa
import pyarrow.compute as pc
from pandera.constants import CHECK_OUTPUT_KEY
from pandera.errors import SchemaErrorReason as Reason

from anhui_indicators.datapackage.codes.cells import CONSTRAINT_ERROR, ROW_CONSTRAINT, TYPE_ERROR
from anhui_indicators.datapackage.codes.keys import PRIMARY_KEY, UNIQUE_ERROR
from anhui_indicators.datapackage.codes.labels import (
    DUPLICATE_LABEL,
    EXTRA_LABEL,
    INCORRECT_LABEL,
    MISSING_LABEL,
)
from anhui_indicators.datapackage.fields.messages import constraint_words
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.models.model import TableModel, column_types
from anhui_indicators.datapackage.models.table_schema import constraints_of, is_key
from anhui_indicators.datapackage.tables.frames import conform, to_arrow
from anhui_indicators.diagnostics import FIRST_ROW, Issue
from anhui_indicators.diagnostics.code import Code

_LABELS = {
    Reason.COLUMN_NOT_IN_DATAFRAME: (
        MISSING_LABEL,
        "the column is missing",
        "Add it; an optional column may be empty, but it has to be there.",
    ),
    Reason.COLUMN_NOT_IN_SCHEMA: (
        EXTRA_LABEL,
        "the table has no such column",
        "Remove it, or fix its name.",
    ),
    Reason.COLUMN_NOT_ORDERED: (
        INCORRECT_LABEL,
        "the columns are not in the order of the schema",
        "Order them as the schema does.",
    ),
}


def find_issues(model: type[TableModel], frame: Any) -> list[Issue]:
    """Validate a frame against a model and list every issue.

    Args:
        model: Model of the table.
        frame: Anything that `TableModel.validate` takes.

    Returns:
        Issues with the model's name as table, sorted by row.

    Raises:
        TypeError: When the object is not a frame.
    """
    table = conform(to_arrow(frame), column_types(model))
    doubled = [name for name, count in Counter(table.column_names).items() if count > 1]
    if doubled:
        message, hint = "two columns have this name", "Rename one."
        table_name = str(model.to_schema().name)
        return [Issue(DUPLICATE_LABEL, message, hint, table_name, column=n) for n in doubled]
    try:
        model.validate(table, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        found = chain.from_iterable(_issues(model, table, e) for e in errors.schema_errors)
        return sorted(found, key=lambda issue: issue.row or 0)
    return []


def _issues(
    model: type[TableModel], table: pa.Table, error: pandera.errors.SchemaError
) -> Iterator[Issue]:
    name = str(model.to_schema().name)
    reason = error.reason_code
    if reason in _LABELS:
        code, message, hint = _LABELS[reason]
        yield Issue(code, message, hint, name, column=str(error.failure_cases))
    elif reason is Reason.WRONG_DATATYPE:
        column = str(error.schema.name)
        expected = column_types(model).field(column).type
        yield Issue(
            TYPE_ERROR,
            f"the column is of type {table.schema.field(column).type}, not {expected}",
            "Convert the column; a value that cannot be converted is in the wrong place.",
            name,
            column=column,
        )
    elif reason is Reason.DUPLICATES:
        yield from _duplicates(model, table)
    else:
        yield from _broken_checks(model, table, error)


def _broken_checks(
    model: type[TableModel], table: pa.Table, error: pandera.errors.SchemaError
) -> Iterator[Issue]:
    name = str(model.to_schema().name)
    is_of_column = not hasattr(error.schema, "columns")
    column = str(error.schema.name)
    if error.reason_code is Reason.SERIES_CONTAINS_NULLS:
        message, hint = constraint_words("required", True)
        # Pandera takes NaN for missing; where a check of its own reports it, once is enough.
        nan = not any(check.name == "finite" for check in error.schema.checks)
        for row in _rows(pc.is_null(table[column], nan_is_null=nan)):
            value = _text(table[column][row])
            yield Issue(CONSTRAINT_ERROR, message, hint, name, row + FIRST_ROW, column, value)
        return
    check = error.check
    if error.reason_code is Reason.SERIES_CONTAINS_DUPLICATES:
        yield from _repeated(table, [column], name, UNIQUE_ERROR, nulls=True)
        return
    if check.name == "unique" or is_key(check):
        key = [column] if is_of_column else check.statistics["fields"]
        code = PRIMARY_KEY if check.name == "primary_key" else UNIQUE_ERROR
        yield from _repeated(table, key, name, code, nulls=False)
        return
    for row in _rows(pc.invert(_passed(table, error.check_output))):
        if is_of_column:
            message, hint = describe(check)
            value = _text(table[column][row])
            yield Issue(CONSTRAINT_ERROR, message, hint, name, row + FIRST_ROW, column, value)
        else:
            message, hint = str(check.error), check.description or ""
            yield Issue(ROW_CONSTRAINT, message, hint, name, row + FIRST_ROW)


def _duplicates(model: type[TableModel], table: pa.Table) -> Iterator[Issue]:
    """Find the rows whose key has occurred before; Pandera stops at the first broken key."""
    schema = model.to_schema()
    for key in schema.unique:
        code = PRIMARY_KEY if key == schema.unique[0] else UNIQUE_ERROR
        yield from _repeated(table, key, str(schema.name), code, nulls=True)


def _repeated(
    table: pa.Table, key: Sequence[str], name: str, code: Code, *, nulls: bool
) -> Iterator[Issue]:
    """Find the rows whose values in some columns have occurred before; nulls may count as equal."""
    first: dict[tuple[Hashable, ...], int] = {}
    for row, values in enumerate(zip(*(table[c].to_pylist() for c in key), strict=True)):
        if None in values and not nulls:
            continue
        same = tuple(value if isinstance(value, Hashable) else repr(value) for value in values)
        if first.setdefault(same, row) != row:
            yield Issue(
                code,
                f"the same {' and '.join(key)} as row {first[same] + FIRST_ROW}",
                "Rename one of the two, or remove it if it says the same.",
                name,
                row + FIRST_ROW,
                key[0] if len(key) == 1 else None,
                ", ".join(map(str, values)),
            )


def _passed(table: pa.Table, output: Any) -> pa.ChunkedArray:
    """Give the mask of rows that pass a check; a null stands for “not applicable”."""
    if isinstance(output, nw.Expr):
        output = nw.from_native(table, eager_only=True).select(output.alias(CHECK_OUTPUT_KEY))
    native = nw.to_native(output.collect() if isinstance(output, nw.LazyFrame) else output)
    return pc.fill_null(native[CHECK_OUTPUT_KEY], True)


def _rows(mask: pa.ChunkedArray) -> list[int]:
    return list(pc.indices_nonzero(mask).to_pylist())


def _text(scalar: pa.Scalar) -> str | None:
    return str(scalar.as_py()) if scalar.is_valid else None


# Checks that are not constraints of the standard: what they demand, and what to do.
_WORDS = {
    "no_control": ("the text holds control characters", "Take them out."),
    "finite": ("the number is not finite", "Use a missing value where there is no number."),
    "str_length": ("the text is too short or too long", "Write more, or less."),
}


def describe(check: Any) -> tuple[str, str]:
    """Say in words what a check of a column demands, and what to do when it fails.

    Args:
        check: A Pandera check with a name and its statistics.

    Returns:
        Message and hint.
    """
    said = constraints_of(check) or check.statistics
    if check.name == "str_length" and said == {"minLength": 1}:
        return "the text is empty", "Use a missing value instead."
    if check.name in _WORDS:
        return _WORDS[check.name]
    if check.name in FIELD_TYPES:
        kind = FIELD_TYPES[check.name]
        return f"the value is not a valid {kind.noun}", kind.hint
    ((name, demanded),) = said.items()
    return constraint_words(name, demanded)
