"""Each kind of change: how it is reported, and what it demands."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import anhui_indicators as ai
from anhui_indicators.releases.diff.version_bump import RULES
from tests.conftest import ROOT
from tests.support.foreign_packages import write_package

Package = dict[str, Any]
CC_BY, CC0 = {"name": "CC-BY-4.0", "title": "By"}, {"name": "CC0-1.0"}
FILES = {
    "areas.csv": "area,name,note\nCN,China,\nCN-AH,Anhui,east\n",
    "values.csv": "area,value\nCN,1\nCN-AH,2.5\n",
    "readme.txt": "Hello\n",
}


def package() -> Package:
    """A package of two tables, one of which refers to the other, and a file."""
    return {
        "name": "p",
        "version": "1.0.0",
        "title": "Areas",
        "licenses": [CC_BY],
        "resources": [
            {
                "name": "areas",
                "type": "table",
                "path": "areas.csv",
                "schema": {
                    "fields": [
                        {"name": "area", "type": "string", "constraints": {"pattern": "[A-Z-]+"}},
                        {"name": "name", "type": "string", "constraints": {"maxLength": 9}},
                        {"name": "note", "type": "string"},
                    ],
                    "primaryKey": ["area"],
                },
            },
            {
                "name": "values",
                "type": "table",
                "path": "values.csv",
                "schema": {
                    "fields": [
                        {"name": "area", "type": "string"},
                        {"name": "value", "type": "number"},
                    ],
                    "foreignKeys": [
                        {"fields": ["area"], "reference": {"resource": "areas", "fields": ["area"]}}
                    ],
                },
            },
            {"name": "readme", "path": "readme.txt"},
        ],
        "files": dict(FILES),
    }


def write(folder: Path, described: Package) -> Path:
    properties = copy.deepcopy(described)
    return write_package(
        folder, *properties.pop("resources"), files=properties.pop("files"), **properties
    )


def fields(p: Package, table: int = 0) -> list[dict[str, Any]]:
    return p["resources"][table]["schema"]["fields"]


def schema(p: Package, table: int = 0) -> dict[str, Any]:
    return p["resources"][table]["schema"]


def replaced(p: Package, path: str, old: str, new: str) -> None:
    assert old in p["files"][path]
    p["files"][path] = p["files"][path].replace(old, new)


def add_column(p: Package) -> None:
    fields(p, 1).append({"name": "more", "type": "integer"})
    p["files"]["values.csv"] = "area,value,more\nCN,1,1\nCN-AH,2.5,2\n"


def turn_columns(p: Package) -> None:
    fields(p, 1).reverse()
    p["files"]["values.csv"] = "value,area\n1,CN\n2.5,CN-AH\n"


def refer_by_name(p: Package) -> None:
    schema(p, 1)["foreignKeys"][0]["reference"]["fields"] = ["name"]


def rewrite_with_tabs(p: Package) -> None:
    p["resources"][1]["dialect"] = {"delimiter": "\t"}
    p["files"]["values.csv"] = p["files"]["values.csv"].replace(",", "\t")


def move(p: Package) -> None:
    p["resources"][1]["path"] = "data/values.csv"
    p["files"]["data/values.csv"] = p["files"].pop("values.csv")


def add_table(p: Package) -> None:
    p["resources"].append({**p["resources"][1], "name": "more"})


EDITS: list[tuple[str, Callable[[Package], object]]] = [
    ("package-name", lambda p: p.update(name="q")),
    ("package-id", lambda p: p.update(id="10.1234/5")),
    ("license-removed", lambda p: p.pop("licenses")),
    ("license-removed license-added", lambda p: p.update(licenses=[CC0])),
    ("license-added", lambda p: p.update(licenses=[CC_BY, CC0])),
    ("property-changed", lambda p: p.update(licenses=[{**CC_BY, "title": "BY"}])),
    ("property-changed", lambda p: p.update(title="Regions")),
    ("property-changed", lambda p: p["resources"][0].update(title="Regions")),
    ("property-changed", lambda p: schema(p).update(title="Regions")),
    ("property-changed", lambda p: fields(p)[1].update(description="As people say it")),
    ("table-order", lambda p: p["resources"].reverse()),
    ("table-removed", lambda p: p["resources"].pop(1)),
    ("table-added", add_table),
    ("file-removed", lambda p: p["resources"].pop()),
    ("file-added", lambda p: p["resources"].append({"name": "r2", "path": "readme.txt"})),
    ("file-changed", lambda p: replaced(p, "readme.txt", "Hello", "Hallo")),
    ("file-format", rewrite_with_tabs),
    ("file-moved", move),
    ("file-rewritten", lambda p: replaced(p, "values.csv", "CN,1", '"CN",1.0')),
    ("column-removed", lambda p: (fields(p).pop(), replaced(p, "areas.csv", ",note", ""),
                                  replaced(p, "areas.csv", "China,", "China"),
                                  replaced(p, "areas.csv", ",east", ""))),
    ("column-added", add_column),
    ("column-order", turn_columns),
    ("column-type", lambda p: fields(p, 1)[1].update(type="string")),
    ("column-format", lambda p: fields(p)[2].update(format="binary")),
    ("column-format", lambda p: fields(p, 1)[1].update(groupChar=" ")),
    ("missing-values", lambda p: fields(p)[2].update(missingValues=["", "-"])),
    ("constraint-tightened", lambda p: fields(p)[0]["constraints"].update(required=True)),
    ("constraint-tightened", lambda p: fields(p)[1]["constraints"].update(maxLength=8)),
    ("constraint-loosened", lambda p: fields(p)[1]["constraints"].update(maxLength=10)),
    ("constraint-loosened", lambda p: fields(p)[0].pop("constraints")),
    ("constraint-changed", lambda p: fields(p)[0]["constraints"].update(pattern="[-A-Z]+")),
    ("constraint-tightened", lambda p: schema(p).update(uniqueKeys=[["name", "note"]])),
    ("constraint-loosened", lambda p: schema(p, 1).pop("foreignKeys")),
    ("constraint-loosened", lambda p: schema(p).update(fieldsMatch=["superset"])),
    ("primary-key", lambda p: schema(p).update(primaryKey=["area", "name"])),
    ("reference-changed", refer_by_name),
    ("row-removed", lambda p: replaced(p, "areas.csv", "CN,China,\n", "")),
    ("keyless-row-removed", lambda p: replaced(p, "values.csv", "CN,1\n", "")),
    ("row-added", lambda p: replaced(p, "areas.csv", "CN,", "CN-BJ,Beijing,\nCN,")),
    ("cell-changed", lambda p: replaced(p, "areas.csv", "east", "inland")),
    ("row-order", lambda p: p["files"].update({"values.csv": "area,value\nCN-AH,2.5\nCN,1\n"})),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kinds", "edit"), EDITS, ids=[f"{kind}-{n}" for n, (kind, _) in enumerate(EDITS)]
)
def test_a_change_is_told_by_its_kind_and_nothing_else_is(
    kinds: str, edit: Callable[[Package], object], tmp_path: Path
) -> None:
    edited = package()
    edit(edited)
    difference = ai.diff(write(tmp_path / "old", package()), write(tmp_path / "new", edited))
    assert {change.kind for change in difference} == set(kinds.split())
    assert difference.level in {RULES[kind].level for kind in kinds.split()}
    assert str(difference).count("\n") >= 2


def test_cells_that_refer_and_cells_that_are_referred_to_weigh_more(tmp_path: Path) -> None:
    def keyed(p: Package) -> Package:
        refer_by_name(p)
        schema(p, 1)["primaryKey"] = ["value"]
        return p

    edited = keyed(package())
    replaced(edited, "areas.csv", "Anhui", "Anhwei")
    replaced(edited, "values.csv", "CN-AH", "Anhwei")
    old = write(tmp_path / "old", keyed(package()))
    found = {each.kind: each for each in ai.diff(old, write(tmp_path / "new", edited))}
    assert found.keys() == {"referenced-cell-changed", "reference-cell-changed"}
    assert found["referenced-cell-changed"].table == "areas"
    assert (found["reference-cell-changed"].level, found["reference-cell-changed"].key) == (
        "minor",
        ("2.5",),
    )


def test_an_encoding_is_one_of_its_table(package: Path, built: Path) -> None:
    descriptor = package / "datapackage.json"
    described = json.loads(descriptor.read_text())
    described["resources"] = [r for r in described["resources"] if r["name"] != "units-parquet"]
    descriptor.write_text(json.dumps(described))
    (removed,), (added,) = ai.diff(built, package).changes, ai.diff(package, built).changes
    assert (removed.kind, added.kind) == ("encoding-removed", "encoding-added")
    assert (removed.table, removed.subject, removed.level) == ("units", "units-parquet", "major")


def test_the_page_on_levels_is_that_of_the_rules() -> None:
    text = (ROOT / "docs" / "comparison.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (\w+) \| (.*) \|$", text, re.MULTILINE)
    assert rows == [(kind, rule.level, rule.reason) for kind, rule in RULES.items()]
