"""The package in the hands of other programs: each reader that a user would have."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import dplib.helpers.profile as dplib_profiles
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from jsonschema.validators import validator_for

import anhui_indicators as ai
from anhui_indicators.indicators.tables.models import MODELS
from tests.conftest import ROOT, needs

CSV = [f"{name}.csv" for name in MODELS]
PARQUET = [f"{name}.parquet" for name in MODELS]


@cache
def profile(name: str) -> Any:
    """A profile of the standard, version 2.0, as published; dplib-py carries a copy."""
    folder = Path(dplib_profiles.__file__).parent.parent / "profiles" / "2.0"
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def profile_errors(name: str, descriptor: Any) -> list[str]:
    validator = validator_for(profile(name))(profile(name))
    return [
        f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(descriptor)
    ]


def expected(name: str) -> list[dict[str, Any]]:
    return ai.load(name, engine="pyarrow", readings="all").to_pylist()


@pytest.mark.parametrize("missing", [[], ["pyarrow", "pandas"]])
def test_frictionless_finds_the_package_valid(missing: list[str], built: Path) -> None:
    """With its extras, and as `pip install frictionless` alone gives it."""
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({missing})); "
        "from frictionless.__main__ import console; console()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "validate", "datapackage.json", "--json"],
        check=False,
        cwd=built,
        capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout)
    assert done.returncode == 0, found
    assert found["valid"]
    assert len(found["tasks"]) == 2 * len(MODELS)
    assert found["warnings"] == []


def test_the_descriptor_is_right_by_the_published_profile(built: Path) -> None:
    descriptor = json.loads((built / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert profile_errors("datapackage", descriptor) == []
    for resource in descriptor["resources"]:
        assert profile_errors("dataresource", resource) == []


@pytest.mark.parametrize("name", MODELS)
def test_the_table_schemas_are_right_by_the_published_profile(name: str) -> None:
    schema = json.loads((ROOT / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    assert profile_errors("tableschema", schema) == []


def test_the_profile_test_can_fail() -> None:
    assert profile_errors("tableschema", {"fields": [{"name": 3, "type": "string"}]})
    assert profile_errors("datapackage", {"name": "no resources"})


def test_the_descriptor_says_whose_data_these_are(built: Path) -> None:
    descriptor = json.loads((built / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["version"] == "1.0.0"
    assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    assert descriptor["contributors"]
    assert "International Online" in descriptor["sources"][0]["title"]


@pytest.mark.parametrize("name", MODELS)
def test_duckdb_polars_and_pandas_read_every_file(name: str, built: Path) -> None:
    wanted = expected(name)
    base = built / "data" / name
    for suffix, read in {
        ".parquet": (duckdb.read_parquet, pl.read_parquet, pd.read_parquet),
        ".csv": (lambda p: duckdb.read_csv(p, header=True), pl.read_csv, pd.read_csv),
    }.items():
        for reader in read:
            frame = reader(str(base.with_suffix(suffix)))
            assert list(frame.columns) == list(MODELS[name].to_schema().columns)
            table = pa.table(frame)
            assert table.num_rows == len(wanted)
            key = table.column_names[0]
            assert [str(k) for k in table[key].to_pylist()] == [str(row[key]) for row in wanted]


def test_duckdb_computes_with_dates_and_numbers(built: Path) -> None:
    (row,) = duckdb.sql(
        f"""
        select sum(value), min(period_start) from '{built}/data/observations.parquet'
        where indicator_id = 'fdi' and period_end >= date '2012-12-31'
        """
    ).fetchall()
    assert row == (1.36e9 + 1.83e9, date(2012, 1, 1))


@pytest.mark.parametrize("name", MODELS)
def test_parquet_has_the_types_of_the_model_and_tells_what_columns_mean(
    name: str, built: Path
) -> None:
    path = built / "data" / f"{name}.parquet"
    schema = pq.read_schema(path)
    assert schema.types == MODELS[name].empty().schema.types
    assert schema.metadata[b"name"].decode() == name
    columns = MODELS[name].to_schema().columns
    for field in schema:
        column = columns[field.name]
        assert field.nullable == column.nullable
        assert field.metadata[b"title"].decode() == column.title
        assert field.metadata[b"description"].decode() == column.description
        assert field.metadata.get(b"unit", b"").decode() == (column.metadata.get("unit") or "")


def test_parquet_is_compressed_and_has_statistics(built: Path) -> None:
    metadata = pq.read_metadata(built / "data" / "observations.parquet")
    group = metadata.row_group(0)
    columns = [group.column(i) for i in range(group.num_columns)]
    assert {column.compression for column in columns} == {"ZSTD"}
    value = next(column for column in columns if column.path_in_schema == "value")
    assert value.statistics.has_min_max
    start = metadata.schema.names.index("period_start")
    assert metadata.schema.column(start).logical_type.type == "DATE"


@pytest.mark.parametrize("name", ["indicators", "areas", "observations"])
def test_a_spreadsheet_shows_the_right_characters_and_numbers(
    name: str, built: Path, tmp_path: Path
) -> None:
    soffice = shutil.which("soffice")
    needs("LibreOffice (soffice)", soffice)
    # The filter is what the import dialog takes for UTF-8: commas, semicolons and tabs, double
    # quotes. What it understood is saved as a workbook.
    subprocess.run(
        [
            str(soffice),
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--infilter=Text - txt - csv (StarCalc):44/59/9,34,76",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(tmp_path),
            str(built / "data" / f"{name}.csv"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    sheet = pd.read_excel(tmp_path / f"{name}.xlsx", keep_default_na=False, engine="openpyxl")
    with (built / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(sheet.columns) == list(rows[0])
    texts = [c for c in sheet.columns if MODELS[name].empty().schema.field(c).type == pa.string()]
    for column in texts:
        assert [str(v) for v in sheet[column]] == [row[column] for row in rows], column
    if name == "observations":
        assert [float(v) for v in sheet["value"]] == [float(row["value"]) for row in rows]


@pytest.mark.parametrize("name", MODELS)
def test_no_text_looks_like_a_formula_to_a_spreadsheet(name: str) -> None:
    texts = [value for row in expected(name) for value in row.values() if isinstance(value, str)]
    assert [text for text in texts if text.startswith(("=", "+", "-", "@"))] == []
