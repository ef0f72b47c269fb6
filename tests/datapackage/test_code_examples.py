"""The examples on the pages of codes: each has the fault that it is an example of."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

import anhui_indicators as ai
from anhui_indicators.api.codes import CODES
from anhui_indicators.datapackage.validation.row_checks.make_checks import parse_check
from anhui_indicators.diagnostics import Report


def lines_of(name: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*)\n```", CODES[name].example, re.DOTALL)
    assert found
    return found[1]


def field(name: str, kind: str = "string", **constraints: object) -> dict[str, Any]:
    return {"name": name, "type": kind, "constraints": constraints}


STATION, NAME = field("station", "integer"), field("name")
THREE = {"fields": [STATION, NAME, field("opened", "date")]}

# Examples in CSV, with the schema that the words below them are about.
TABLES: dict[str, dict[str, Any]] = {
    "blank-header": THREE,
    "blank-label": THREE,
    "unmatched-header": {"fields": [STATION, NAME], "fieldsMatch": ["partial"]},
    "missing-label": {"fields": [STATION, NAME]},
    "extra-label": {"fields": [STATION, NAME]},
    "incorrect-label": {"fields": [STATION, NAME]},
    "duplicate-label": THREE,
    "blank-row": {"fields": [STATION, NAME]},
    "missing-cell": THREE,
    "extra-cell": {"fields": [STATION, NAME, field("visitors", "integer")]},
    "type-error": {"fields": [STATION, field("opened", "date")]},
    "constraint-error": {"fields": [STATION, field("rating", "integer", maximum=10)]},
    "unique-error": {"fields": [STATION, field("name", unique=True)]},
    "primary-key": {"fields": [STATION, NAME], "primaryKey": ["station"]},
    "likely-cause": {"fields": [STATION, field("depth", "number")]},
    "lenient-form": {"fields": [STATION, field("opened", "date")]},
    "duplicate-row": {"fields": [STATION, NAME]},
    "forbidden-value": {"fields": [STATION, NAME]},
    "sequential-value": {"fields": [STATION, NAME]},
    "table-dimensions": {"fields": [STATION, NAME]},
    "deviated-value": {"fields": [STATION, field("visitors", "integer")]},
}

# Issues of a column or a table as a whole.
WITHOUT_ROW = ("likely-cause", "lenient-form", "table-dimensions")

# Examples in JSON that are a resource.
RESOURCES = (
    "resource-error",
    "path-error",
    "byte-count",
    "hash-count",
    "row-count",
    "field-count",
    "limit-error",
    "remote-error",
    "row-check-error",
    "compression-error",
    "dialect-error",
)


OTHERS = (
    "package-error",
    "schema-error",
    "pattern-error",
    "encoding-error",
    "source-error",
    "foreign-key",
)

# Codes whose example on their page is provoked here.
PROVOKED = {*TABLES, *RESOURCES, *OTHERS}


def validated(folder: Path, *resources: dict[str, Any], limit: int | None = 3) -> Report:
    version = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"}
    descriptor = {**version, "name": "weather", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    return ai.validate(folder, limit=limit)


def codes(report: Report) -> set[str]:
    return {issue.code for issue in report}


@pytest.mark.parametrize("name", TABLES)
def test_an_example_of_a_table_has_its_fault_where_it_says(name: str, tmp_path: Path) -> None:
    (tmp_path / "stations.csv").write_text(lines_of(name, "csv") + "\n")
    entry = {"name": "stations", "type": "table", "path": "stations.csv", "schema": TABLES[name]}
    said = CODES[name].example.rpartition("```")[2]
    if check := re.search(rf"`({name}.*?)`", said):
        entry["checks"] = [parse_check(check[1])]
    found = [issue for issue in validated(tmp_path, entry) if issue.code == name]
    assert found
    if name in WITHOUT_ROW:
        assert {issue.row for issue in found} == {None}
        return
    row = re.search(r"row (\d+)", said)
    assert row
    assert {issue.row for issue in found} == {int(row[1])}


@pytest.mark.parametrize("name", RESOURCES)
def test_an_example_of_a_resource_has_its_fault(name: str, tmp_path: Path) -> None:
    table = b"station,name\n1,Lindmouth\n"
    (tmp_path / "stations.csv").write_bytes(table)
    huge = table + b"2,Quay\n" * 4_000_000
    packed = gzip.compress(huge) if name == "limit-error" else table
    (tmp_path / "stations.csv.gz").write_bytes(packed)
    entry = json.loads(lines_of(name, "json"))
    assert codes(validated(tmp_path, {"type": "table", **entry})) == {name}


def test_the_other_examples_have_their_fault(tmp_path: Path) -> None:
    entry = {"name": "stations", "type": "table", "path": "stations.csv"}
    twice = json.loads(lines_of("package-error", "json"))["resources"]
    for resource in twice:
        (tmp_path / resource["path"]).write_text("station\n1\n")
    assert codes(validated(tmp_path, *twice)) == {"package-error"}

    (tmp_path / "stations.csv").write_text("opened\n2019-05-03\n")
    schema = json.loads(lines_of("schema-error", "json"))
    assert codes(validated(tmp_path, {**entry, "schema": schema})) == {"schema-error"}

    (tmp_path / "stations.csv").write_text("code\nABC\n")
    schema = {"fields": [json.loads(lines_of("pattern-error", "json"))]}
    assert codes(validated(tmp_path, {**entry, "schema": schema})) == {"pattern-error"}

    text = lines_of("encoding-error", "csv").replace("\\xe7", "ç")
    (tmp_path / "stations.csv").write_bytes(text.encode("latin-1"))
    assert codes(validated(tmp_path, entry)) == {"encoding-error"}

    (tmp_path / "stations.json").write_text(lines_of("source-error", "json"))
    assert codes(validated(tmp_path, {**entry, "path": "stations.json"})) == {"source-error"}

    (tmp_path / "stations.csv").write_text("station\n1\n2\n3\n")
    (tmp_path / "readings.csv").write_text(lines_of("foreign-key", "csv") + "\n")
    key = {"fields": ["station"], "reference": {"resource": "stations", "fields": ["station"]}}
    visitors, reading = field("visitors", "integer"), field("reading", "integer")
    schema = {"fields": [reading, STATION, visitors], "foreignKeys": [key]}
    readings = {**entry, "name": "readings", "path": "readings.csv", "schema": schema}
    entry["schema"] = {"fields": [STATION]}
    assert codes(validated(tmp_path, entry, readings)) == {"foreign-key"}
