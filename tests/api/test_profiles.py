"""Which profile a package is checked against, and that nothing but its declaration decides."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import anhui_indicators as ai
from anhui_indicators.errors import UnknownNameError
from anhui_indicators.indicators.locations import embedded_package
from tests.support.foreign_packages import write_package
from tests.support.program import run
from tests.support.spoiled_packages import edit_csv, seal

# Names of tables that packages of indicators have, in a package of another publisher.
NAMES = ("sources", "units", "areas", "indicators", "figures")


def foreign(folder: Path) -> Path:
    fields = {"fields": [{"name": "code", "type": "string"}, {"name": "height", "type": "integer"}]}
    resources = [{"name": name, "path": f"{name}.csv", "schema": fields} for name in NAMES]
    files = {f"{name}.csv": "code,height\na,1\nb,2\n" for name in NAMES}
    return write_package(folder, *resources, files=files)


def without_profile(package: Path) -> Path:
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    assert descriptor.pop("conformsTo") == "indicators"
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    return package


def test_the_names_of_tables_decide_nothing(tmp_path: Path) -> None:
    report = ai.validate(foreign(tmp_path / "package"))
    assert (report.valid, report.issues, report.profile) == (True, (), "data-package")
    assert report.rows == dict.fromkeys(NAMES, 2)


def test_a_build_declares_its_profile_and_is_held_against_it(package: Path) -> None:
    edit_csv("observations", "1355000000", "1355000001")(package)
    seal(package)
    report = ai.validate(package)
    assert report.profile == "indicators"
    assert {"derived-mismatch", "format-mismatch"} <= {issue.code for issue in report}


def test_a_package_that_has_lost_its_profile_is_a_general_one(package: Path) -> None:
    assert ai.validate(package).profile == "indicators"
    report = ai.validate(without_profile(package))
    assert (report.valid, report.profile) == (True, "data-package")
    # Nobody holds its derived columns against what they follow from.
    edit_csv("observations", "1355000000", "1355000001")(package)
    seal(package)
    assert ai.validate(package).valid
    asked = ai.validate(package, profile="indicators")
    assert (asked.valid, asked.profile) == (False, "indicators")


def test_a_profile_can_be_asked_for(tmp_path: Path) -> None:
    package = foreign(tmp_path / "package")
    assert not ai.validate(package, profile="indicators").valid
    assert ai.validate(embedded_package(), profile="data-package").profile == "data-package"
    with pytest.raises(UnknownNameError, match="Did you mean indicators"):
        ai.validate(package, profile="indicator")


def test_a_command_asks_for_a_profile(package: Path) -> None:
    done = run("validate", without_profile(package), "--profile", "indicators", "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["profile"] == "indicators"
    assert run("validate", package, "--profile", "indicator").returncode == 2


def test_the_report_says_which_profile_it_is(package: Path) -> None:
    report = ai.validate(package)
    assert report.headline.endswith("(9 tables, 363 rows; profile indicators)")
    assert json.loads(report.to_json())["profile"] == "indicators"
    assert report.to_github().endswith("profile indicators)")


def test_the_embedded_package_is_not_read_for_that_of_somebody_else(tmp_path: Path) -> None:
    """Python reports each file that it opens; none of them is ours."""
    code = (
        "import sys\n"
        "opened = []\n"
        "hook = lambda event, args: opened.append(args[0]) if event == 'open' else None\n"
        "sys.addaudithook(hook)\n"
        "import anhui_indicators as ai\n"
        "assert ai.validate(sys.argv[1]).valid\n"
        "sys.exit(any(str(path).startswith(sys.argv[2]) for path in opened))\n"
    )
    words = [sys.executable, "-c", code, foreign(tmp_path / "package"), embedded_package()]
    assert subprocess.run([str(word) for word in words], check=False).returncode == 0
