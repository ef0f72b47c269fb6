"""What tests share."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from anhui_indicators.indicators.building.build import build

ROOT = Path(__file__).parent.parent
RECORD = ROOT / "anhui_indicators" / "indicators" / "embedded" / "record"

# A second record, of an invented report with faults that are known.
HARBOUR_RECORD = ROOT / "tests" / "harbour" / "record"
HARBOUR_REPORT = ROOT / "tests" / "harbour" / "report.txt"

# Tests do not depend on how fast the machine is, and fail in the same way twice.
settings.register_profile(
    "repeatable", deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile("repeatable")


def needs(what: str, found: object) -> None:
    """Skip a test whose tool is not on this machine; fail in continuous integration."""
    if not found:
        message = f"{what} is not on this machine"
        if os.environ.get("CI"):
            pytest.fail(f"{message}, but continuous integration has to have it")
        pytest.skip(message)


@pytest.fixture(scope="session", autouse=True)
def temporary_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder for temporary files of this run and of the programs that it starts.

    Tests kill publishers on purpose, who then cannot remove what they had made; pytest does.
    """
    folder = tmp_path_factory.mktemp("temporary")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        patch.setattr(tempfile, "tempdir", None)
        yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def report() -> str:
    """The report that the embedded record is of, which the project does not ship."""
    path = os.environ.get("ANHUI_REPORT")
    needs("The report (set ANHUI_REPORT to its path)", path)
    return Path(str(path)).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package built from the embedded record; not to be changed."""
    folder = tmp_path_factory.mktemp("built") / "datapackage"
    build(output=folder)
    return folder


@pytest.fixture
def package(built: Path, tmp_path: Path) -> Path:
    """A copy of the package, to spoil."""
    return Path(shutil.copytree(built, tmp_path / "package"))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A copy of the embedded record, to spoil."""
    return Path(shutil.copytree(RECORD, tmp_path / "record"))


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the second record; not to be changed."""
    folder = tmp_path_factory.mktemp("harbour") / "datapackage"
    build(HARBOUR_RECORD, folder)
    return folder


@pytest.fixture
def harbour_record(tmp_path: Path) -> Path:
    """A copy of the second record, to spoil."""
    return Path(shutil.copytree(HARBOUR_RECORD, tmp_path / "harbour"))
