"""Packages that are opened are not to be trusted: each call and command gives a result or an error.

Every place of a descriptor gets wrong values of each kind, one at a time; what follows is what was
asked for, or an error of the library.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner

import anhui_indicators as ai
from anhui_indicators.cli.main import main
from anhui_indicators.errors import IndicatorsError
from tests.attacks.test_mutated_descriptors import (
    WRONG,
    descriptor,
    folder,
    places,
    replaced,
    said_of,
)
from tests.conftest import ROOT

__all__ = ["folder"]

# How many wrong values each place gets; together the places get all of them.
TRIED = 3


def converted(package: ai.DataPackage, form: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ai.convert(package, Path(folder, "out"), to=form)


CALLS: dict[str, Callable[[ai.DataPackage], Any]] = {
    "tables": lambda package: package.tables(),
    "repr": repr,
    "html": lambda package: package._repr_html_(),
    "schema": lambda package: package.schema("t"),
    "dictionary": lambda package: package.dictionary("t", engine="pyarrow"),
    "load": lambda package: package.load("t", engine="pyarrow"),
    "pandas": lambda package: package.load("t", errors="text", missing="column"),
    "batches": lambda package: package.batches("t", errors="null").read_all(),
    "convert": lambda package: converted(package, "csv"),
    "database": lambda package: converted(package, "sqlite"),
    "parquet": lambda package: converted(package, "parquet"),
    "sql": lambda package: package.sql("select * from t"),
    "cite": lambda package: [package.cite(style) for style in ("text", "bibtex", "csl-json")],
}

COMMANDS = (
    *(["list"], ["tables"], ["tables", "units"], ["show", "fdi"], ["explain", "fdi-2021"]),
    *(["audit"], ["load", "observations", "--format", "json"], ["cite"], ["validate"], ["digest"]),
    ["sql", "select count(*) from observations"],
)


def spoiled(whole: dict[str, Any], seed: str) -> Iterator[dict[str, Any]]:
    """Give the descriptor with each place replaced by some wrong values."""
    random = Random(seed)
    for path in places(whole):
        for wrong in random.sample(WRONG, TRIED):
            yield replaced(whole, path, wrong)


@pytest.mark.parametrize("part", range(8))
def test_calls(part: int, folder: Path) -> None:
    random = Random(part)
    for found in islice(spoiled(descriptor(), "calls"), part, None, 8):
        said = said_of(folder, found)
        for name in random.sample(sorted(CALLS), 3):
            try:
                CALLS[name](ai.open_package(folder))
            except IndicatorsError as error:
                assert error.message, (name, said)
            except Exception as error:
                pytest.fail(f"{name}: {error!r} of {said}")


@pytest.mark.parametrize("part", range(4))
def test_commands_on_packages_of_indicators(part: int, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "datapackage", tmp_path / "p")
    whole = json.loads((tmp_path / "p" / "datapackage.json").read_text(encoding="utf-8"))
    cases = list(spoiled(whole, "commands"))
    random = Random(part)
    for found in random.sample(cases, 40):
        (tmp_path / "p" / "datapackage.json").write_text(json.dumps(found))
        for words in random.sample(COMMANDS, 3):
            done = CliRunner().invoke(main, ["--package", str(tmp_path / "p"), *words])
            fault = None if isinstance(done.exception, SystemExit) else done.exception
            assert fault is None, (words, repr(fault))
