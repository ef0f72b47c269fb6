"""Small data packages of anybody, written to a folder."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import anhui_indicators as ai

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"

SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "id", "type": "integer", "constraints": {"required": True}},
        {"name": "name", "type": "string"},
    ]
}
ROWS = "id,name\n1,one\n2,two\n3,three\n"


def resource(name: str = "t", **properties: Any) -> dict[str, Any]:
    """Describe a table; a property of None is left out."""
    described = {"name": name, "type": "table", "path": f"{name}.csv", "schema": SCHEMA}
    described |= properties
    return {key: value for key, value in described.items() if value is not None}


def write_package(
    folder: Path,
    *resources: dict[str, Any],
    files: dict[str, str | bytes] | None = None,
    **properties: Any,
) -> Path:
    """Write a package of version 2.

    Args:
        folder: Where to; made if need be.
        resources: Descriptors; by default that of one table, `t`.
        files: Contents of files by path; by default those of that table.
        properties: Of the package.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = {"$schema": V2, "name": "p", "resources": list(resources or [resource()])}
    descriptor |= properties
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    for path, content in ({"t.csv": ROWS} if files is None else files).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def codes(package: Path, **options: Any) -> set[str]:
    """Validate a package; give the codes of what is found."""
    return {issue.code for issue in ai.validate(package, **options)}


def zipped(package: Path, *extra: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
    """Put a package into a zip archive beside it, with extra entries."""
    archive = package.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for file in sorted(package.rglob("*")):
            target.write(file, file.relative_to(package))
        for name, data in extra:
            target.writestr(name, data)
    return archive
