"""Categories that are the rows of another table, as a recipe of the standard has them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import anhui_indicators as ai
from tests.support.foreign_packages import codes, resource, write_package

KINDS = {
    "fields": [{"name": "code", "type": "string"}, {"name": "said", "type": "string"}],
}
MAP = {"value": "code", "label": "said", "ordered": True}


def package(folder: Path, categories: Any, text: str, fields: Any = MAP) -> Path:
    schema = {"fields": [{"name": "kind", "type": "string", "categories": categories}]}
    table = resource("kinds", path="kinds.csv", schema=KINDS, categoryFieldMap=fields)
    files = {"seen.csv": text, "kinds.csv": "code,said\nb,bird\nf,fish\n"}
    return write_package(
        folder, resource("seen", path="seen.csv", schema=schema), table, files=files
    )


@pytest.mark.parametrize(
    ("categories", "text", "found"),
    [
        ({"resource": "kinds"}, "kind\nb\nf\n", set()),
        ({"resource": "kinds"}, "kind\nbird\n", {"foreign-key"}),
        ({"resource": "kinds", "encodedAs": "label"}, "kind\nbird\n", set()),
        ({"resource": "kinds", "encodedAs": "label"}, "kind\nb\n", {"foreign-key"}),
        ({"resource": "others"}, "kind\nb\n", {"resource-error"}),
        ({"resource": "kinds", "encodedAs": "colour"}, "kind\nb\n", {"schema-error"}),
        ({"resource": 1}, "kind\nb\n", {"schema-error"}),
        ({"resource": None}, "kind\nb\n", {"schema-error"}),
        ({}, "kind\nb\n", {"schema-error"}),
    ],
)
def test_categories_of_a_table_are_references_to_it(
    categories: Any, text: str, found: set[str], tmp_path: Path
) -> None:
    assert codes(package(tmp_path / "p", categories, text)) == found


@pytest.mark.parametrize("fields", [None, {}, {"label": "said"}, "code"])
def test_a_table_of_categories_says_which_column_has_them(fields: Any, tmp_path: Path) -> None:
    place = package(tmp_path / "p", {"resource": "kinds"}, "kind\nb\n", fields)
    (issue,) = ai.validate(place)
    assert (issue.code, issue.column) == ("schema-error", "kind")
    assert "categoryFieldMap" in issue.hint


def test_categories_that_cannot_be_looked_up_are_said_not_to_be_checked(tmp_path: Path) -> None:
    elsewhere = {"package": "https://example.org/datapackage.json", "resource": "kinds"}
    report = ai.validate(package(tmp_path / "p", elsewhere, "kind\nz\n"))
    assert report.valid
    assert [issue.severity for issue in report] == ["warning"]
    schema = {"fields": [{"name": "kind", "categories": {"resource": "kinds"}}]}
    alone = ai.validate(tmp_path / "p" / "seen.csv", schema=schema)
    assert [issue.severity for issue in alone] == ["warning"]
