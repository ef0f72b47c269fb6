"""A package is untrusted input: what leads out of it or is not as declared is never read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import anhui_indicators as ai
from anhui_indicators.errors import ReadError


def spoil_descriptor(package: Path, change: object) -> None:
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def test_a_changed_file_is_never_read(package: Path) -> None:
    for suffix in ("csv", "parquet"):
        path = package / "data" / f"units.{suffix}"
        path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(ReadError, match="is not the file declared"):
        ai.open_package(package).load("units")
    with pytest.raises(ReadError, match="is not the file declared"):
        ai.open_package(package).value("fdi", 2012)


@pytest.mark.parametrize(
    "path",
    [
        "../secret.csv",
        "/etc/passwd",
        "data/../../x.csv",
        ".hidden",
        "C:\\x.csv",
        "",
        None,
        3,
        "data/%2e%2e/x",
        "http://127.0.0.1/x.csv",
        "data//x.csv",
        "data",
    ],
)
def test_a_path_out_of_the_package_is_never_followed(path: object, package: Path) -> None:
    def change(descriptor: dict) -> None:
        for resource in descriptor["resources"]:
            if resource["name"].startswith("units"):
                resource["path"] = path

    spoil_descriptor(package, change)
    opened = ai.open_package(package)
    for read in (lambda: opened.load("units"), lambda: opened.value("fdi", 2012)):
        with pytest.raises(ReadError, match=r"^The path .* (leads|is|has) "):
            read()
    codes = {issue.code for issue in ai.validate(package)}
    assert "path-error" in codes


def test_a_link_out_of_the_package_is_never_followed(package: Path, tmp_path: Path) -> None:
    path = package / "data" / "units.parquet"
    shutil.move(path, tmp_path / "elsewhere.parquet")
    path.symlink_to(tmp_path / "elsewhere.parquet")
    with pytest.raises(ReadError, match="is a link"):
        ai.open_package(package).load("units")
    assert "path-error" in {issue.code for issue in ai.validate(package)}


def test_a_package_may_be_reached_by_a_link(package: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(package)
    assert ai.open_package(tmp_path / "link").load("units").shape == ai.load("units").shape


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"conformsTo": "indicators"}',
        '{"conformsTo": "indicators", "resources": 3}',
        '{"conformsTo": "indicators", "resources": [3]}',
        '{"conformsTo": "indicators", "resources": []}',
        '{"conformsTo": "indicators", "resources": [{"name": "units"}]}',
        "\xff",
        "[" * 100_000,
    ],
)
def test_what_is_no_package_of_indicators_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text(text, encoding="latin-1")
    with pytest.raises(ReadError) as caught:
        ai.open_package(tmp_path)
    assert caught.value.hint


def test_a_package_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no data package at"):
        ai.open_package(tmp_path / "nowhere")
