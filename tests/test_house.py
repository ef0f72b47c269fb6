"""The house: who may import whom, what is documented, and that documents tell the truth."""

from __future__ import annotations

import ast
import inspect
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import anhui_indicators as ai
from anhui_indicators.cli.main import main
from anhui_indicators.schemas import MODELS
from tests.conftest import ROOT

LIBRARY = ROOT / "anhui_indicators"

# Data flow from left to right; a room imports only from rooms on its left.
ROOMS = (
    "errors",
    "lexical",
    "report",
    "untrusted",
    "descriptors",
    "readers",
    "columns",
    "keys",
    "content",
    "prose",
    "relations",
    "schemas",
    "auditing",
    "formats",
    "builder",
    "package",
    "releases",
    "fetching",
    "tracing",
    "validation",
    "comparison",
    "publishing",
    "api",
    "cli",
)


def imports(path: Path) -> set[str]:
    """Rooms that a module imports from, at the top or within functions, but for types alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    names = [
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and id(node) not in typing
    ]
    return {name.split(".")[1] for name in names if name.startswith("anhui_indicators.")}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_its_left(room: str) -> None:
    files = [*(LIBRARY / room).rglob("*.py"), *LIBRARY.glob(f"{room}.py")]
    assert files
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    for path in files:
        assert imports(path) <= allowed, path


def test_schemas_know_nothing_of_files() -> None:
    for path in (LIBRARY / "schemas").glob("*.py"):
        assert not re.search(r"pathlib|\bopen\(|\.read_(bytes|text)\(", path.read_text()), path


def test_no_file_is_long() -> None:
    files = (p for p in ROOT.rglob("*.py") if not p.relative_to(ROOT).parts[0].startswith(".venv"))
    assert [p.name for p in files if _lines(p) > 300] == []


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


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
    unseen = (ai.load(readings="all")["seen_by"] == "none").sum()
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
    record = tomllib.loads((LIBRARY / "record" / "record.toml").read_text(encoding="utf-8"))
    assert (cff["title"], cff["version"], cff["license"]) == (
        project["name"],
        project["version"],
        project["license"],
    )
    (data,) = cff["references"]
    assert (data["title"], data["version"]) == (record["title"], record["version"])
    assert data["license"] == record["licenses"][0]["name"]
    assert project["version"] in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
