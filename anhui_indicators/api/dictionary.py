"""The data dictionary of a package, from what its descriptor says."""

from __future__ import annotations

from typing import Any

from anhui_indicators.package.store import PackageFiles


def list_tables(files: PackageFiles) -> list[dict[str, Any]]:
    """Give a row a table: name, number of rows and description."""
    return [
        {
            "table": name,
            "rows": len(files.rows(name)),
            "description": files.resource(name).get("description"),
        }
        for name in files.tables
    ]


def list_columns(files: PackageFiles, table: str) -> list[dict[str, Any]]:
    """Give a row a column of a table: name, type, whether it must be filled, key and meaning.

    Raises:
        UnknownNameError: When there is no such table.
    """
    files.check_table(table)
    schema = files.resource(table)["schema"]
    leads = {
        column: f"{key['reference'].get('resource', table)}.{target}"
        for key in schema.get("foreignKeys", [])
        for column, target in zip(key["fields"], key["reference"]["fields"], strict=True)
    }
    return [
        {
            "column": field["name"],
            "type": field["type"],
            "required": "yes" if field.get("constraints", {}).get("required") else "no",
            "key": "primary" if field["name"] in schema["primaryKey"] else leads.get(field["name"]),
            "unit": field.get("unit"),
            "description": field["description"],
            "allowed": ", ".join(field.get("constraints", {}).get("enum", [])) or None,
        }
        for field in schema["fields"]
    ]
