"""Wheel and source distribution, as a user gets them: outside the tree, in a bare environment."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import anhui_indicators as ai
from anhui_indicators.indicators.tables.models import MODELS
from tests.conftest import HARBOUR_REPORT, ROOT
from tests.support.foreign_packages import resource, write_package


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", folder, ROOT], check=True, capture_output=True
    )
    return folder


@pytest.fixture(scope="module")
def environment(distributions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh virtual environment that holds the wheel and what it depends on, nothing else."""
    folder = tmp_path_factory.mktemp("bare") / "venv"
    venv.create(folder)
    (wheel,) = distributions.glob("*.whl")
    # The pip that is here fills it; Python compiles what is imported, not all that is installed.
    pip = [sys.executable, "-m", "pip", "--python", folder / "bin" / "python"]
    subprocess.run([*pip, "install", "--quiet", "--no-compile", wheel], check=True)
    return folder / "bin"


def run(*command: object, folder: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def test_the_wheel_is_small_and_holds_the_data(distributions: Path) -> None:
    (wheel,) = distributions.glob("*.whl")
    assert wheel.stat().st_size < 800_000
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for name in MODELS:
        assert f"anhui_indicators/indicators/embedded/datapackage/data/{name}.parquet" in names
        assert f"anhui_indicators/indicators/embedded/datapackage/data/{name}.csv" in names
        assert f"anhui_indicators/indicators/embedded/record/{name}.csv" in names
    assert {
        "anhui_indicators/py.typed",
        "anhui_indicators/indicators/embedded/record/record.toml",
    } <= names
    assert not {name for name in names if name.startswith("tests")}


def test_the_source_distribution_can_build_and_test_itself(distributions: Path) -> None:
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {"README.md", "LICENSE", "Makefile", "CHANGELOG.md", "CITATION.cff"}
    assert needed | {"tests/conftest.py", "datapackage/datapackage.json"} <= names


def test_data_load_from_the_wheel_in_another_folder(environment: Path, tmp_path: Path) -> None:
    code = (
        "import anhui_indicators as ai, json; frame = ai.load(labels=True); "
        "print(json.dumps([ai.__file__, len(frame), float(ai.value('fdi', 2021)), "
        "ai.validate().valid, ai.__version__]))"
    )
    told = json.loads(run(environment / "python", "-W", "error", "-c", code, folder=tmp_path))
    assert str(ROOT) not in told[0]
    assert told[1:] == [len(ai.load()), 1.83e9, True, ai.__version__]


def test_the_program_works_from_the_wheel_in_another_folder(
    environment: Path, tmp_path: Path
) -> None:
    program = environment / "anhui-indicators"
    assert run(program, "list", folder=tmp_path).startswith("indicator_id,")
    assert "1830000000" in run(program, "load", "observations", folder=tmp_path)
    assert json.loads(run(program, "show", "fdi", folder=tmp_path))["indicator_id"] == "fdi"
    assert "valid" in run(program, "validate", folder=tmp_path)
    # The record travels too: the package can be built again from it, and is the same.
    done = subprocess.run(
        [program, "build", "--output", tmp_path / "out"], check=True, capture_output=True
    )
    assert b"20 of 20 files written" in done.stderr
    built = (tmp_path / "out" / "datapackage.json").read_bytes()
    assert built == (ROOT / "datapackage" / "datapackage.json").read_bytes()


def test_a_package_of_anybody_is_validated_with_the_wheel_alone(
    environment: Path, tmp_path: Path
) -> None:
    """As a new user would, in every form; with a type that only frictionless-py reads."""
    program = environment / "anhui-indicators"
    schema = {"fields": [{"name": "at", "type": "geopoint"}, {"name": "of", "type": "integer"}]}
    files = {"t.csv": 'at,of\n"1,2",3\n"4,500",x\n'}
    package = write_package(tmp_path / "package", resource(schema=schema), files=files)
    for form, wanted in (
        ("text", "row 3, at: the value is not a valid geographic point"),
        ("json", '"code": "type-error"'),
        ("sarif", '"ruleId": "type-error"'),
        ("github", "::error file=package/t.csv,line=3,title=type-error::"),
    ):
        done = subprocess.run(
            [program, "validate", "package", "--format", form],
            check=False,
            capture_output=True,
            text=True,
            cwd=tmp_path,
        )
        assert (done.returncode, done.stderr) == (1, "")
        assert wanted in done.stdout
    (package / "t.csv").write_text('at,of\n"1,2",3\n')
    assert "valid (1 table, 1 row; profile data-package)" in run(
        program, "validate", package, folder=tmp_path
    )


def test_a_record_is_begun_and_audited_with_the_wheel_alone(
    environment: Path, tmp_path: Path
) -> None:
    """As a new user would: a text, a record, a package, its trace and its audit."""
    program = environment / "anhui-indicators"
    shutil.copy(HARBOUR_REPORT, tmp_path / "text.txt")
    commands = (
        ["new", "port", "--text", "text.txt"],
        ["build", "port"],
        ["--package", "port", "trace", "text.txt"],
        ["--package", "port", "audit", "--strict"],
        ["validate", "port"],
    )
    for command in commands:
        done = subprocess.run(
            [program, *command], check=False, capture_output=True, text=True, cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr
    told = json.loads(run(program, "explain", "fdi-growth-2012-2021", folder=tmp_path))
    assert told["figure"]["token"] == "6.1%"
    assert "fdi-growth-nine-steps" in run(program, "audit", folder=tmp_path)
