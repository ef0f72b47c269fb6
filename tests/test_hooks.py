"""The hook that others put into their repositories, run by a program that runs such hooks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, needs
from tests.support.foreign_packages import write_package

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
INVALID = {"t.csv": "id,name\nx,one\n"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Somebody's repository, with a valid package, an invalid one, and another file."""
    folder = tmp_path / "repository"
    write_package(folder / "good")
    write_package(folder / "bad", files=INVALID)
    (folder / "not-a-datapackage.json").write_text("{", encoding="utf-8")
    git(folder, "init", "--quiet")
    return folder


def git(folder: Path, *arguments: str) -> None:
    needs("git", shutil.which("git"))
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def run_hook(repository: Path, **options: Any) -> tuple[int, str]:
    """Run the hook on all files, as it is but for the installation: the program is here already."""
    program = shutil.which("prek", path=Path(sys.executable).parent) or shutil.which("prek")
    needs("prek", program)
    hook = HOOKS[0] | {"language": "system"} | options
    config = {"repos": [{"repo": "local", "hooks": [hook]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git(repository, "add", "--all")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        [str(program), "run", "--all-files", "--color", "never"],
        cwd=repository,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PATH": path, "PREK_HOME": str(repository.parent / "prek")},
    )
    return done.returncode, done.stdout + done.stderr


def test_the_hook_is_one_that_pre_commit_can_install() -> None:
    (hook,) = HOOKS
    assert hook["id"] == "anhui-indicators-validate"
    assert (hook["language"], hook["require_serial"]) == ("python", True)
    assert hook["entry"].split() == ["anhui-indicators", "validate"]


def test_a_valid_package_passes(repository: Path) -> None:
    status, told = run_hook(repository, files=r"^good/datapackage\.json$")
    assert status == 0, told
    assert "Passed" in told


def test_an_invalid_package_fails_with_its_faults(repository: Path) -> None:
    status, told = run_hook(repository, files=r"^bad/datapackage\.json$")
    assert status == 1
    assert "type-error" in told
    assert "row 2, id" in told


def test_only_descriptors_run_the_hook(repository: Path) -> None:
    shutil.rmtree(repository / "bad")
    status, told = run_hook(repository)
    assert status == 0, told
    assert "Passed" in told
    shutil.rmtree(repository / "good")
    assert "Skipped" in run_hook(repository)[1]


def test_several_packages_in_one_run_are_all_validated(repository: Path) -> None:
    status, told = run_hook(repository)
    assert status == 1
    assert "good/datapackage.json: valid" in told
    assert "bad/datapackage.json: invalid" in told


def test_a_folder_as_argument_takes_changes_of_tables_too(repository: Path) -> None:
    """The other way in the description."""
    options = {"args": ["bad"], "files": "^bad/", "pass_filenames": False}
    assert run_hook(repository, **options)[0] == 1
    write_package(repository / "bad")
    assert run_hook(repository, **options)[0] == 0
