"""What there is in a package, at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from anhui_indicators._text import text_of
from anhui_indicators.datapackage.opening import OpenPackage

# Columns of what there is, with their types in Arrow.
TABLE_COLUMNS = {"table": "string", "columns": "int64", "format": "string", "description": "string"}


def tables_of(opened: OpenPackage, tables: Sequence[str]) -> list[dict[str, Any]]:
    """Give a row a table: its name, its number of columns, its format and its description.

    Args:
        opened: The package.
        tables: Names of its tables.
    """
    declared = opened.descriptor.get("resources")
    entries = [each for each in declared or () if isinstance(each, dict)]
    said = {each["name"]: each for each in reversed(entries) if isinstance(each.get("name"), str)}
    rows = []
    for resource in (each for each in opened.resources if each.name in tables):
        words = (text_of(said[resource.name].get(name)) for name in ("description", "title"))
        rows.append(
            {
                "table": resource.name,
                "columns": len(resource.schema.fields) if resource.schema else None,
                "format": resource.format or None,
                "description": next((text for text in words if text), None),
            }
        )
    return rows


def as_html(opened: OpenPackage, tables: Sequence[str], name: str) -> str:
    """Give what a notebook shows of a package.

    Args:
        opened: The package.
        tables: Names of its tables.
        name: Name of the package, for one that has no title.
    """
    title = text_of(opened.descriptor.get("title")) or name
    version = text_of(opened.descriptor.get("version"))
    head = f"<strong>{escape(title)}</strong> {escape(version)}".strip()
    rows = [
        f"<tr><td><code>{escape(row['table'])}</code></td><td>{row['columns'] or ''}</td>"
        f"<td>{escape(row['format'] or '')}</td><td>{escape(row['description'] or '')}</td></tr>"
        for row in tables_of(opened, tables)
    ]
    columns = "".join(f"<th>{name}</th>" for name in ("Table", "Columns", "Format", "Description"))
    return f"<div>{head}<table><tr>{columns}</tr>{''.join(rows)}</table></div>"
