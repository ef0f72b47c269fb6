"""What Pandera finds in a table, told as issues with rows and columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pandera.errors
import pyarrow as pa
import pyarrow.compute as pc
from pandera.errors import SchemaErrorReason as Reason

from anhui_indicators.report import FIRST_ROW, Issue
from anhui_indicators.schemas.frames import conform, to_arrow
from anhui_indicators.schemas.table import Table, column_types

_LABELS = {
    Reason.COLUMN_NOT_IN_DATAFRAME: (
        "missing-label",
        "the column is missing",
        "Add it; an optional column may be empty, but it has to be there.",
    ),
    Reason.COLUMN_NOT_IN_SCHEMA: (
        "extra-label",
        "the table has no such column",
        "Remove it, or mend its name.",
    ),
    Reason.COLUMN_NOT_ORDERED: (
        "incorrect-label",
        "the columns are not in the order of the schema",
        "Order them as the schema does.",
    ),
}


def find_faults(model: type[Table], frame: Any) -> list[Issue]:
    """Validate a frame against a model and list every fault.

    Args:
        model: Model of the table.
        frame: Anything that `Table.validate` takes.

    Returns:
        Issues with the model's name as table, sorted by row.

    Raises:
        TypeError: When the object is no frame.
    """
    table = conform(to_arrow(frame), column_types(model))
    doubled = [name for name, count in Counter(table.column_names).items() if count > 1]
    if doubled:
        message, hint = "two columns have this name", "Rename one."
        table_name = str(model.to_schema().name)
        return [Issue("duplicate-label", message, hint, table_name, column=n) for n in doubled]
    try:
        model.validate(table, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        found = chain.from_iterable(_issues(model, table, e) for e in errors.schema_errors)
        return sorted(found, key=lambda issue: issue.row or 0)
    return []


def _issues(
    model: type[Table], table: pa.Table, error: pandera.errors.SchemaError
) -> Iterator[Issue]:
    name = str(model.to_schema().name)
    reason = error.reason_code
    if reason in _LABELS:
        code, message, hint = _LABELS[reason]
        yield Issue(code, message, hint, name, column=str(error.failure_cases))
    elif reason is Reason.WRONG_DATATYPE:
        column = str(error.schema.name)
        wanted = column_types(model).field(column).type
        yield Issue(
            "type-error",
            f"the column is of type {table.schema.field(column).type}, not {wanted}",
            "Convert the column; a value that cannot be converted stands where it should not.",
            name,
            column=column,
        )
    elif reason is Reason.DUPLICATES:
        yield from _duplicates(model, table)
    else:
        yield from _broken_checks(model, table, error)


def _broken_checks(
    model: type[Table], table: pa.Table, error: pandera.errors.SchemaError
) -> Iterator[Issue]:
    name = str(model.to_schema().name)
    column = str(error.schema.name)
    if error.reason_code is Reason.SERIES_CONTAINS_NULLS:
        hint = "Fill the cell in."
        for row in _rows(pc.is_null(table[column])):
            message = "a value is required"
            yield Issue("constraint-error", message, hint, name, row + FIRST_ROW, column)
        return
    passed = _passed(table, error.check_output)
    for row in _rows(pc.invert(passed)):
        if column in table.column_names:
            message, hint = describe(error.check)
            value = _text(table[column][row])
            yield Issue("constraint-error", message, hint, name, row + FIRST_ROW, column, value)
        else:
            message, hint = str(error.check.error), error.check.description or ""
            yield Issue("row-constraint", message, hint, name, row + FIRST_ROW)


def _duplicates(model: type[Table], table: pa.Table) -> Iterator[Issue]:
    """Find the rows whose key has occurred before; Pandera stops at the first broken key."""
    schema = model.to_schema()
    primary, *_ = schema.unique
    for key in schema.unique:
        first: dict[tuple[Any, ...], int] = {}
        for row, values in enumerate(zip(*(table[c].to_pylist() for c in key), strict=True)):
            if first.setdefault(values, row) != row:
                yield Issue(
                    "primary-key" if key == primary else "unique-error",
                    f"the same {' and '.join(key)} as row {first[values] + FIRST_ROW}",
                    "Rename one of the two, or remove it if it says the same.",
                    str(schema.name),
                    row + FIRST_ROW,
                    key[0] if len(key) == 1 else None,
                    ", ".join(map(str, values)),
                )


def _passed(table: pa.Table, output: Any) -> pa.ChunkedArray:
    """Give the mask of rows that pass a check; a null stands for “not applicable”."""
    import narwhals.stable.v1 as nw
    from pandera.constants import CHECK_OUTPUT_KEY

    if isinstance(output, nw.Expr):
        output = nw.from_native(table, eager_only=True).select(output.alias(CHECK_OUTPUT_KEY))
    native = nw.to_native(output.collect() if isinstance(output, nw.LazyFrame) else output)
    return pc.fill_null(native[CHECK_OUTPUT_KEY], True)


def _rows(mask: pa.ChunkedArray) -> list[int]:
    return list(pc.indices_nonzero(mask).to_pylist())


def _text(scalar: pa.Scalar) -> str | None:
    return str(scalar.as_py()) if scalar.is_valid else None


def describe(check: Any) -> tuple[str, str]:
    """Say in words what a check of a column demands, and what to do when it fails.

    Args:
        check: A Pandera check with a name and its statistics.

    Returns:
        Message and hint.
    """
    given = check.statistics
    texts = {
        "isin": ("the value is not one of those allowed", "Allowed are: {allowed}."),
        "str_matches": ("the text is not of the form required", "It has to match {pattern}"),
        "str_length": ("the text is empty", "Use a missing value instead."),
        "greater_than_or_equal_to": ("the value is below {min_value}", "Use a greater one."),
        "no_control": ("the text holds control characters", "Take them out."),
        "finite": ("the number is not finite", "Use a missing value where there is no number."),
    }
    message, hint = texts[check.name]
    words = {**given, "allowed": ", ".join(map(str, given.get("allowed_values", [])))}
    return message.format(**words), hint.format(**words)
