"""How often publishing reads the files of a package: once to check, once to write."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from anhui_indicators.datapackage.layout import DESCRIPTOR, PARQUET_SUFFIX
from anhui_indicators.datapackage.tables.reading import FORMATS
from anhui_indicators.datapackage.writers.formats import WRITERS
from tests.support.foreign_packages import resource, write_package

# Counts, in a process of its own, which files Python opens, however it is asked to.
_COUNTING = """
import json, os, sys
from collections import Counter
opened = Counter()
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        opened[os.path.realpath(os.fsdecode(arguments[0]))] += 1
import anhui_indicators as ai
package, place = sys.argv[1:]
sys.addaudithook(note)
ai.publish(package, place)
json.dump(opened, sys.stdout)
"""

_FIELDS = [{"name": "id", "type": "integer"}, {"name": "text", "type": "string"}]
_SCHEMA = {"fields": _FIELDS, "primaryKey": ["id"]}

# How often a data file is opened, and how often when the release is there already.
_TO_PUBLISH, _TO_CHECK = 2, 1


def _written(file_format: str, last: str) -> bytes:
    table = pa.table({"id": [1, 2, 3], "text": ["a", "b", last]})
    if file_format == "tsv":
        return WRITERS["csv"](table).replace(b",", b"\t")
    return WRITERS[file_format](table)


def _package(folder: Path, version: str, last: str, algorithm: str) -> Path:
    """Write a package with a table in each format that is read, and one in two encodings."""
    files: dict[str, Any] = {"schema.json": json.dumps(_SCHEMA), "read.me": "text"}
    entries = [{"name": "notes", "path": "read.me"}]
    for file_format in FORMATS:
        names = [file_format]
        if file_format == "parquet":
            names.append(f"csv{PARQUET_SUFFIX}")
        for name in names:
            path, data = f"{name}.{file_format}", _written(file_format, last)
            files[path] = data
            entry = resource(name, path=path, schema="schema.json", format=file_format)
            if algorithm:
                found = hashlib.new(algorithm, data).hexdigest()
                entry |= {"bytes": len(data), "hash": f"{algorithm}:{found}"}
            entries.append(entry)
    return write_package(folder, *entries, files=files, version=version)


def _opened(package: Path, place: Path) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", _COUNTING, str(package), str(place)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    real = package.resolve()
    return {
        path.relative_to(real).as_posix(): count
        for text, count in json.loads(done.stdout).items()
        if (path := Path(text)).is_relative_to(real)
    }


def _expected(package: Path, count: int) -> dict[str, int]:
    files = (path for path in package.rglob("*") if path.is_file())
    return {path.relative_to(package).as_posix(): count for path in files}


@pytest.mark.parametrize("algorithm", ["", "md5", "sha256"])
def test_each_file_is_read_once_to_check_and_once_to_write(algorithm: str, tmp_path: Path) -> None:
    place = tmp_path / "place"
    first = _package(tmp_path / "first", "1.0.0", "c", algorithm)
    second = _package(tmp_path / "second", "1.0.1", "d", algorithm)
    for package in (first, second):
        opened, expected = _opened(package, place), _expected(package, _TO_PUBLISH)
        # The descriptor is read before anything is known of the package.
        assert opened.pop(DESCRIPTOR) <= 3
        del expected[DESCRIPTOR]
        assert opened == expected
    opened = _opened(second, place)
    assert opened.pop(DESCRIPTOR) <= 2
    assert set(opened.values()) == {_TO_CHECK}


def test_a_package_of_indicators_is_read_as_often(tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree("datapackage", package)
    opened = _opened(package, tmp_path / "place")
    del opened[DESCRIPTOR]
    assert opened
    assert set(opened.values()) == {_TO_PUBLISH}
