"""Table Dialect, and CSV Dialect of version 1."""

from __future__ import annotations

from typing import Any

from anhui_indicators.datapackage.codes.reading import DIALECT_ERROR
from anhui_indicators.datapackage.descriptors.model import Dialect
from anhui_indicators.datapackage.descriptors.properties import Properties
from anhui_indicators.diagnostics import Issue

_HINT = "Fix the dialect in the descriptor."


def read_dialect(
    descriptor: dict[str, Any], table: str, file_format: str
) -> tuple[Dialect, list[Issue]]:
    """Read a dialect.

    Args:
        descriptor: Its descriptor; properties for CSV may be in an object `csv` within, as
            frictionless-py writes them.
        table: Name of the table, for the issues.
        file_format: Format of the file: `tsv` has another delimiter.

    Returns:
        The dialect, with defaults for what is not said or invalid; and its issues.
    """
    nested = [descriptor.get(kind) for kind in ("csv", "json", "inline", "excel")]
    flat = {k: v for inner in nested if isinstance(inner, dict) for k, v in inner.items()}
    properties = Properties({**flat, **descriptor}, DIALECT_ERROR, table, "the dialect")
    take = properties.take
    default = Dialect(delimiter="\t" if file_format == "tsv" else ",")
    rows = take("headerRows", "list of whole numbers", [])
    if rows != sorted(set(rows)) or any(row < 1 for row in rows):
        properties.report("headerRows are not row numbers from 1 in ascending order", _HINT, rows)
        rows = []
    take("itemType", "text")  # The rows themselves show whether they are lists or objects.
    dialect = Dialect(
        header=take("header", "true or false", True),
        header_rows=tuple(rows),
        header_join=take("headerJoin", "text", default.header_join),
        header_case=take("headerCase", "true or false", True),
        comment_rows=tuple(take("commentRows", "list of whole numbers", [])),
        comment_char=take("commentChar", "text") or None,
        skip_blank_rows=take("skipBlankRows", "true or false", False),
        delimiter=_character(properties, "delimiter", default.delimiter) or default.delimiter,
        line_terminator=take("lineTerminator", "text"),
        quote_char=_character(properties, "quoteChar", '"'),
        double_quote=take("doubleQuote", "true or false", True),
        escape_char=_character(properties, "escapeChar", None),
        null_sequence=take("nullSequence", "text"),
        skip_initial_space=take("skipInitialSpace", "true or false", False),
        property=take("property", "text"),
        sheet_number=take("sheetNumber", "whole number", 1),
        sheet_name=take("sheetName", "text"),
        item_keys=tuple(take("itemKeys", "list of texts", take("keys", "list of texts", []))),
    )
    special = [dialect.delimiter, dialect.quote_char, dialect.escape_char]
    used = [character for character in special if character]
    if len(set(used)) < len(used) and dialect.quote_char != dialect.escape_char:
        properties.report("delimiter, quoteChar and escapeChar are not different", _HINT)
        return default, properties.issues
    return dialect, properties.issues


def _character(properties: Properties, name: str, default: str | None) -> str | None:
    """Take a property that is one character; where there may be none, null says so."""
    if name != "delimiter" and properties.descriptor.get(name, "") is None:
        return None
    value: str | None = properties.take(name, "text", default)
    if value is not None and (len(value) != 1 or value in "\r\n\0"):
        properties.report(f"{name} is not one character", "Use one, such as a comma.", value)
        return default
    return value
