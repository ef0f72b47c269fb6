"""Write what is made from the library and committed: Table Schemas and pages of docs.

Usage: python scripts/write_projections.py [--check]   (exit 1 when a file would change)
"""

from __future__ import annotations

import csv
import inspect
import json
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any

import anhui_indicators as ai
from anhui_indicators.api.codes import CODES
from anhui_indicators.consistency.relations import RELATIONS
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.models.table_schema import references, table_schema
from anhui_indicators.diagnostics.code import Code
from anhui_indicators.indicators.building.descriptor import to_json
from anhui_indicators.indicators.queries.codebook import codebook
from anhui_indicators.indicators.tables.models import MODELS

ROOT = Path(__file__).parent.parent
CODE_PAGES = ROOT / "docs" / "issue-codes"

# At the end of each page.
GLOSSARY = (
    "\nWords such as *figure*, *reading*, *profile* and *digest* are explained in the "
    "[glossary]({}).\n"
)


def main() -> int:
    files = projections()
    stale = [path for path, text in files.items() if _contents(path) != text]
    left = sorted(set(CODE_PAGES.glob("*.md")) - files.keys())
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not what the models say; run: make projections")
        for path in left:
            print(f"{path.relative_to(ROOT)} is of no code that there is; run: make projections")
        return 1 if stale or left else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[path])
    for path in left:
        path.unlink()
    return 0


def projections() -> dict[Path, bytes]:
    """Give the contents of each file."""
    schemas = {
        ROOT / "schemas" / f"{name}.json": to_json(table_schema(model))
        for name, model in MODELS.items()
    }
    pages = {CODE_PAGES / f"{name}.md": _page(code) for name, code in CODES.items()}
    docs = {
        "data-dictionary.md": _dictionary(),
        "differences.md": _differences(),
        "indicators.md": _codebook(),
        "issue-codes.md": _codes(),
        **({"loaded-types.md": _loaded_types()} if _has_current_types() else {}),
        "relations.md": _relations(),
    }
    return {
        **schemas,
        **{
            path: (text + GLOSSARY.format("../glossary.md")).encode()
            for path, text in pages.items()
        },
        **{
            ROOT / "docs" / name: (text + GLOSSARY.format("glossary.md")).encode()
            for name, text in docs.items()
        },
    }


def _differences() -> str:
    sys.path.insert(0, str(ROOT))
    from tests.parity.differences import DIFFERENCES

    lines = [
        "# Differences from frictionless-py",
        "",
        "On CSV, `validate` reports the issues that frictionless-py 5.21 reports, at the same rows",
        "and fields. Each of these differences is held by a test, which fails when it is gone.",
        "v1 is the standard at specs.frictionlessdata.io, v2 the one at datapackage.org. A path",
        "that is rejected has the code `path-error` here and `resource-error` there; a field or a",
        "schema that is wrong has `schema-error` here.",
    ]
    for difference in DIFFERENCES:
        name = f"frictionless-py {difference.name}"
        lines += ["", f"## {name}", "", f"{difference.theirs} Ours: {difference.ours}", ""]
        lines += [f"Why: {difference.why}"]
    return "\n".join(lines) + "\n"


def _dictionary() -> str:
    lines = [
        "# Data dictionary",
        "",
        "Made from the models in `anhui_indicators/indicators/tables`;",
        "`anhui-indicators tables NAME` prints the same. A column in **bold** belongs to the",
        "primary key, one in *italics* is derived by the build, and one marked ○ may be empty.",
    ]
    for name, model in MODELS.items():
        schema = table_schema(model)
        described = model.to_schema()
        leads = {column: f" → `{table}`" for column, table, _ in references(model)}
        lines += ["", f"## `{name}`", "", str(described.description), ""]
        lines += ["| column | type | meaning | SDMX |", "| --- | --- | --- | --- |"]
        for field in schema["fields"]:
            label = f"`{field['name']}`"
            if field["name"] in schema["primaryKey"]:
                label = f"**{label}**"
            elif field.get("derived"):
                label = f"*{label}*"
            optional = "" if field.get("constraints", {}).get("required") else " ○"
            allowed = field.get("constraints", {}).get("enum", [])
            words = field["description"] + (f" One of `{'`, `'.join(allowed)}`." if allowed else "")
            unit = f", in {field['unit']}" if "unit" in field else ""
            concept = (
                f"{field['role']}, {field['concept']}" if "concept" in field else field["role"]
            )
            lead = leads.get(field["name"], "")
            lines.append(
                f"| {label}{optional}{lead} | {field['type']}{unit} | {words} | {concept} |"
            )
        rules = [f"- {check.error}" for check in described.checks]
        if rules:
            lines += ["", "A row is rejected when:", "", *rules]
    return "\n".join(lines) + "\n"


def _has_current_types() -> bool:
    """Return whether types have the names that they have in current libraries."""
    return int(version("pandas").split(".")[0]) >= 3


# What a field may say that makes another type of it, with a value.
VARIANTS: tuple[tuple[str, dict[str, Any], str, dict[str, Any]], ...] = (
    ("`integer` with categories", {"type": "integer", "categories": [1, 2]}, "1", {}),
    ("`string` with categories", {"type": "string", "categories": ["a", "b"]}, "a", {}),
    ("`number` with `decimals=True`", {"type": "number"}, "0.12", {"decimals": True}),
    ("`datetime` with a zone", {"type": "datetime"}, "2021-12-31T23:59:59+08:00", {}),
    ("`duration` of months", {"type": "duration"}, "P1Y2M", {}),
    ("`list` of `integer`", {"type": "list", "itemType": "integer"}, "1,2", {}),
    ("`list` of `date`", {"type": "list", "itemType": "date"}, "2021-12-31", {}),
)


def _loaded_types() -> str:
    lines = [
        "# What values are loaded as",
        "",
        "Made by loading a value of each type; see [loading](loading.md). A column of Parquet or",
        "Arrow keeps its own type where that is one of the field.",
        "",
        "| Table Schema | value | Arrow | pandas | polars | DuckDB |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    usual = [(f"`{n}`", {"type": n}, kind.example, {}) for n, kind in FIELD_TYPES.items()]
    for name, said, value, options in (*usual, *VARIANTS):
        cells = " | ".join(f"`{kind}`" for kind in _kinds(said, value, options))
        lines.append(f"| {name} | `{value}` | {cells} |")
    return "\n".join(lines) + "\n"


def _kinds(said: dict[str, Any], value: str, options: dict[str, Any]) -> Iterator[str]:
    """Load a value by each engine; give the type of the column."""
    with tempfile.TemporaryDirectory() as folder:
        schema = {"fields": [{"name": "a", **said}]}
        table = {"name": "t", "path": "t.csv", "schema": schema}
        Path(folder, "datapackage.json").write_text(json.dumps({"resources": [table]}))
        with Path(folder, "t.csv").open("w", newline="") as file:
            csv.writer(file).writerows([["a"], [value]])
        package = ai.open_package(folder)
        yield str(package.load("t", engine="pyarrow", **options).schema.field("a").type)
        yield str(package.load("t", **options)["a"].dtype)
        yield str(package.load("t", engine="polars", **options).schema["a"])
        yield str(package.load("t", engine="duckdb", **options).types[0])


def _codebook() -> str:
    tables = {
        name: ai.load(name, engine="pyarrow", readings="all")
        for name in ("indicators", "observations", "units", "areas")
    }
    lines = [
        "# Codebook of the indicators",
        "Each indicator of the package that ships with the library, with each of its values. "
        "Bounds are those of rounding, not confidence intervals. A value has several "
        "readings where the words of the report leave a doubt. `anhui-indicators show NAME` prints "
        "the same, and `anhui-indicators explain NAME` the evidence.",
        *codebook(tables),
    ]
    return "\n\n".join(lines) + "\n"


def _codes() -> str:
    lines = [
        "# Issue codes",
        "",
        "Each issue that `validate`, `build` and `trace` find has one of these codes. They are",
        "stable; where Frictionless has a name for an issue, the name is the same. The page of a",
        "code says when it is reported and what to do, and gives an example. Rows are counted as a",
        "spreadsheet counts them: the column names are row 1.",
        "",
        "| code | meaning |",
        "| --- | --- |",
        *(
            f"| [`{name}`]({CODE_PAGES.name}/{name}.md) | {code.meaning} |"
            for name, code in CODES.items()
        ),
    ]
    return "\n".join(lines) + "\n"


def _page(code: Code) -> str:
    return f"# `{code}`\n\n{code.markdown}\n[All codes](../{CODE_PAGES.name}.md)\n"


def _relations() -> str:
    lines = [
        "# Relations",
        "",
        "A check names a relation, its claim and its inputs; the roles of the inputs say which",
        "way the relation is solved. Each number is an interval, as wide as its printed digits",
        "leave open: 1.36 billion stands for 1.355 to 1.365 billion, “more than 90” for 90 and",
        "above. The arithmetic is exact (intervals as in IEEE Std 1788-2015, of fractions), and a",
        "claim is consistent when its interval meets the one that follows. A statement by others",
        "is taken to its last decimal, and as exact where it has none.",
        "",
        "An identity must hold if claim and inputs were read rightly; a bound must not be crossed;",
        "an estimate needs an assumption that is not printed, which the check states.",
    ]
    for name, ways in groupby(RELATIONS, key=lambda way: way.name):
        lines += ["", f"## `{name}`", ""]
        for way in ways:
            told, _, rest = inspect.cleandoc(way.formula.__doc__ or "").partition("Formula: ")
            formula, _, source = rest.partition("Source: ")
            steps = ", with steps" if way.takes_steps else ""
            lines += [
                f"- **{way.gives}** from {way.expected}{steps}: {' '.join(told.split())}",
                f"  `{' '.join(formula.split())}`",
                f"  (source: {' '.join(source.split()).removesuffix('.')})",
            ]
    return "\n".join(lines) + "\n"


def _contents(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
