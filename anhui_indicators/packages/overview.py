"""What there is in a package, at a glance."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from anhui_indicators._text import text_of

if TYPE_CHECKING:
    from anhui_indicators.packages.data_package import DataPackage


# Columns of what there is, with their types in Arrow.
TABLE_COLUMNS = {"table": "string", "columns": "int64", "format": "string", "description": "string"}


def tables_of(package: DataPackage) -> list[dict[str, Any]]:
    """Give a row a table: its name, its number of columns, its format and its description."""
    declared = package.descriptor.get("resources")
    entries = [each for each in declared or () if isinstance(each, dict)]
    said = {each["name"]: each for each in reversed(entries) if isinstance(each.get("name"), str)}
    tables = package.tables()
    rows = []
    for resource in (each for each in package.opened.resources if each.name in tables):
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


def as_html(package: DataPackage) -> str:
    """Give what a notebook shows of a package."""
    title = text_of(package.descriptor.get("title")) or package.name
    head = f"<strong>{escape(title)}</strong> {escape(package.version)}".strip()
    rows = [
        f"<tr><td><code>{escape(row['table'])}</code></td><td>{row['columns'] or ''}</td>"
        f"<td>{escape(row['format'] or '')}</td><td>{escape(row['description'] or '')}</td></tr>"
        for row in tables_of(package)
    ]
    columns = "".join(f"<th>{name}</th>" for name in ("Table", "Columns", "Format", "Description"))
    return f"<div>{head}<table><tr>{columns}</tr>{''.join(rows)}</table></div>"
