"""The house: who may import whom, what is documented, and that documents tell the truth."""

from __future__ import annotations

import ast
import doctest
import inspect
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

import anhui_indicators as ai
from anhui_indicators import errors
from anhui_indicators.cli.main import main
from anhui_indicators.indicators.tables.models import MODELS
from tests.conftest import RECORD, ROOT

LIBRARY = ROOT / "anhui_indicators"

# How many parts an error is built of: a code where there is one, a message, a hint, and a report.
PARTS_OF_ERRORS = {
    "IndicatorsError": 2,
    "AmbiguousValueError": 2,
    "ReadError": 2,
    "NotFoundError": 2,
    "TransientError": 2,
    "RejectedInputError": 3,
    "InvalidRecordError": 3,
    "RejectedReleaseError": 2,
}


def test_schemas_know_nothing_of_files() -> None:
    for path in (LIBRARY / "indicators" / "tables").glob("*.py"):
        assert not re.search(r"pathlib|\bopen\(|\.read_(bytes|text)\(", path.read_text()), path


def test_everything_public_is_documented() -> None:
    methods = [m for n, m in vars(ai.IndicatorPackage).items() if not n.startswith("_")]
    public = [getattr(ai, name) for name in ai.__all__ if name != "__version__"]
    for thing in [*public, *methods, *MODELS.values(), *main.commands.values()]:
        if callable(thing) or inspect.ismodule(thing) or isinstance(thing, property):
            assert inspect.getdoc(thing), thing


def test_every_command_has_its_call_and_every_call_its_command() -> None:
    calls = {"list": "indicators", "show": "series"}
    for name in main.commands:
        assert hasattr(ai, calls.get(name, name)), name


# What a person sees on a terminal has to be asked for in a pipe.
FOR_PEOPLE = {"show": "table", "explain": "text"}


def test_the_readme_tells_the_truth(built: Path) -> None:
    """Each block of a terminal session in the README shows what its command prints today."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    sessions = [
        (command, output)
        for block in blocks
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
        if command.startswith("anhui-indicators") and output
    ]
    assert len(sessions) >= 2
    for command, output in sessions:
        words = [sys.executable, "-m", "anhui_indicators", *shlex.split(command)[1:]]
        done = subprocess.run(
            [*words, "--format", FOR_PEOPLE[words[3]]] if words[3] in FOR_PEOPLE else words,
            check=False,
            capture_output=True,
            text=True,
            cwd=built.parent,
            env={"PATH": "", "COLUMNS": "96"},
        )
        shown = [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]
        assert shown == [line.rstrip() for line in output.splitlines()], command


def test_the_counts_in_the_documents_are_those_of_the_data() -> None:
    rows = ai.validate().rows
    wrong = (ai.audit()["verdict"] == "inconsistent").sum()
    unseen = (ai.load(readings="all")["covered_by"] == "none").sum()
    counted = {
        "README.md": [
            f"{rows['indicators']} indicators",
            f"for {unseen} of the {rows['observations']}",
            f"Of {rows['checks']} checks, {wrong}",
        ],
        "CHANGELOG.md": [
            f"{rows['figures']} figures",
            f"{rows['indicators']} indicators",
            f"{rows['observations']} observations",
            f"{rows['corroborations']} statements",
            f"{rows['checks']} checks",
        ],
    }
    for name, phrases in counted.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        assert [phrase for phrase in phrases if phrase not in text] == []


def test_the_python_session_in_the_readme_prints_what_it_says() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    sessions = re.findall(r"```pycon\n(.*?)```", text, re.DOTALL)
    # It is what a reader sees first.
    assert text.index("```") == text.index("```pycon")
    for session in sessions:
        example = doctest.DocTestParser().get_doctest(session, {}, "README", "README.md", 0)
        assert doctest.DocTestRunner().run(example).failed == 0


def test_the_python_in_the_readme_runs() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    # Plots are drawn to nowhere.
    code = "import matplotlib; matplotlib.use('Agg')\n" + "\n".join(blocks)
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, cwd="/tmp")


def test_the_citation_file_agrees_with_the_project_and_the_record() -> None:
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    record = tomllib.loads((RECORD / "record.toml").read_text(encoding="utf-8"))
    assert (cff["title"], cff["version"], cff["license"]) == (
        project["name"],
        project["version"],
        project["license"],
    )
    (data,) = cff["references"]
    assert (data["title"], data["version"]) == (record["title"], record["version"])
    assert data["license"] == record["licenses"][0]["name"]
    assert project["version"] in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_error_says_what_to_do() -> None:
    """Errors are built one way: a code where there is one, what is wrong, and what to do."""
    wrong = []
    for path in sorted(LIBRARY.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                wanted = PARTS_OF_ERRORS.get(node.func.id)
                if wanted and (len(node.args) < wanted or node.keywords):
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []


def test_the_tree_of_errors_is_drawn_as_it_is() -> None:
    own = [thing for thing in vars(errors).values() if inspect.isclass(thing)]
    own = [thing for thing in own if thing.__module__ == errors.__name__]

    def drawn(error: type, depth: int) -> list[str]:
        below = [other for other in own if error in other.__bases__]
        line = f"{'  ' * depth}{error.__name__}"
        return [line, *(line for other in below for line in drawn(other, depth + 1))]

    drawing = re.findall(r"^    ((?:  )*\w+Error) {2,}\S.*$", str(errors.__doc__), re.MULTILINE)
    assert drawing == drawn(errors.IndicatorsError, 0)
    assert len(drawing) == len(own)
