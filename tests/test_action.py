"""The action for GitHub: its steps are run as a runner runs them, but for the installation."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, needs
from tests.support.foreign_packages import SCHEMA, write_package

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: dict[str, dict[str, Any]] = {
    step["name"]: step for step in ACTION["runs"]["steps"] if "name" in step
}
INVALID = {"t.csv": "id,name\nx,one\n"}

_EXPRESSION = re.compile(r"\$\{\{ ([\w.-]+) \}\}")


class Ran:
    """What the step that validates did."""

    def __init__(self, folder: Path, **inputs: str) -> None:
        bash = shutil.which("bash")
        needs("bash", bash)
        defaults = {name: str(given["default"]) for name, given in ACTION["inputs"].items()}
        context = {f"inputs.{name}": text for name, text in (defaults | inputs).items()}
        step = STEPS["Validate"]
        env = {
            name: _EXPRESSION.sub(lambda found: context.get(found[1], ""), text)
            for name, text in step["env"].items()
        }
        # Where the program is, in place of the environment that the step before fills.
        env["ENVIRONMENT"] = sys.prefix
        outputs = folder / "outputs"
        outputs.touch()
        done = subprocess.run(
            # What a runner makes of `shell: bash`.
            [str(bash), "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=os.environ | env | {"GITHUB_OUTPUT": str(outputs)},
        )
        self.status = done.returncode
        self.log = done.stdout
        self.errors = done.stderr
        self.outputs = outputs.read_text("utf-8")
        outputs.unlink()


def sarif(file: Path) -> list[dict[str, Any]]:
    return json.loads(file.read_text("utf-8"))["runs"][0]["results"]


def test_what_comes_from_outside_reaches_scripts_by_the_environment_alone() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_every_action_is_pinned_with_its_version() -> None:
    files = [ROOT / "action.yml", *(ROOT / ".github" / "workflows").glob("*.yml")]
    used = [
        line for file in files for line in file.read_text("utf-8").splitlines() if "uses:" in line
    ]
    assert used
    for line in used:
        assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
    # One version of each, wherever it is used.
    assert len({line.partition("uses: ")[2] for line in used}) == len(
        {re.sub(r".*uses: ([\w./-]+)@.*", r"\1", line) for line in used}
    )


def test_the_report_is_uploaded_when_asked_for_also_of_an_invalid_package() -> None:
    wanted = STEPS["Upload"]["if"]
    assert "always()" in wanted
    assert "inputs.upload == 'true'" in wanted
    assert ACTION["inputs"]["upload"]["default"] == "false"


def test_a_valid_package(tmp_path: Path) -> None:
    write_package(tmp_path / "package")
    ran = Ran(tmp_path, target="package")
    assert (ran.status, ran.errors) == (0, "")
    assert "::error" not in ran.log
    assert sarif(tmp_path / "anhui-indicators.sarif") == []
    assert ran.outputs == "sarif-file=anhui-indicators.sarif\n"


def test_an_invalid_package(tmp_path: Path) -> None:
    write_package(tmp_path / "package", files=INVALID)
    ran = Ran(tmp_path, **{"target": "package", "sarif-file": "a report.sarif"})
    assert (ran.status, ran.errors) == (1, "")
    assert "::error file=package/t.csv,line=2,title=type-error::" in ran.log
    assert [result["ruleId"] for result in sarif(tmp_path / "a report.sarif")] == ["type-error"]
    assert ran.outputs == "sarif-file=a report.sarif\n"


def test_one_table_with_its_schema(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(INVALID["t.csv"], encoding="utf-8")
    (tmp_path / "schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    ran = Ran(tmp_path, target="t.csv", schema="schema.json")
    assert ran.status == 1
    assert "::error file=t.csv,line=2" in ran.log


@pytest.mark.parametrize("target", ["--help", "-", "$(touch harm)", "; touch harm", "nowhere"])
def test_a_target_is_never_an_option_or_a_command(tmp_path: Path, target: str) -> None:
    ran = Ran(tmp_path, target=target)
    assert ran.status == 2
    assert ran.errors
    assert ran.outputs == ""
    assert list(tmp_path.iterdir()) == []


def test_no_output_can_be_smuggled_in(tmp_path: Path) -> None:
    write_package(tmp_path / "package")
    ran = Ran(tmp_path, **{"target": "package", "sarif-file": "a\nharm=1"})
    assert (ran.status, ran.outputs) == (2, "")


def test_without_a_target_it_is_the_working_directory(tmp_path: Path) -> None:
    write_package(tmp_path, files=INVALID)
    assert "::error file=t.csv,line=2" in Ran(tmp_path, target="").log
