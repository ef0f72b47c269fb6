"""What each call imports: nobody waits for a library, or a part of this one, that is not used."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.fault_server import fault_server
from tests.support.foreign_packages import write_package
from tests.support.published import publish

# Libraries from outside that take a while to import.
HEAVY = frozenset(
    {"click", "duckdb", "filelock", "frictionless", "narwhals", "numpy", "openpyxl", "pandas"}
    | {"pandera", "platformdirs", "polars", "pyarrow", "requests", "rich", "semver"}
    | {"urllib3"}
)
ARROW = {"numpy", "pyarrow"}
FETCHING = {"filelock", "platformdirs", "requests", "semver", "urllib3"}
MODELS = {"narwhals", "pandas", "pandera", "polars"}  # Pandera brings the others.

# What a change may add before somebody has to look at it.
MARGIN = 4


class Budget(NamedTuple):
    """What a call may import.

    Attributes:
        call: Python, in which `ai` is the library.
        modules: Modules of the library that it imports now, its packages included.
        packages: How many of these are packages.
        heavy: Libraries from outside that it may import.
    """

    call: str
    modules: int
    packages: int
    heavy: set[str]


BUDGETS = {
    "import": Budget("ai.__all__", 1, 1, set()),
    "validate": Budget("ai.validate('general')", 117, 12, ARROW),
    "validate-embedded": Budget("ai.validate()", 172, 18, ARROW),
    "digest": Budget("ai.digest('general')", 104, 12, ARROW),
    "load": Budget("ai.load(engine='pyarrow')", 43, 12, ARROW),
    # Units, definitions and citation come along.
    "load-pandas": Budget("ai.load()", 53, 13, {*ARROW, "pandas"}),
    "value": Budget("ai.value('fdi', 2021)", 63, 14, set()),
    "build": Budget("ai.build(output='built')", 166, 21, {*ARROW, *MODELS}),
    "open": Budget("ai.open_package('general').load('t', engine='pyarrow')", 100, 15, ARROW),
    "publish": Budget("ai.publish('general', 'place')", 166, 19, {*ARROW, "semver"}),
    "fetch": Budget("ai.fetch(ADDRESS, cache='new')", 120, 14, {*ARROW, *FETCHING}),
    "fetch-again": Budget("ai.fetch(ADDRESS, cache='cache')", 53, 11, FETCHING),
    "fetch-offline": Budget(
        "ai.fetch(ADDRESS, cache='cache', offline=True)", 50, 11, {"platformdirs", "semver"}
    ),
}

PROGRAM = """
import json, sys
import anhui_indicators as ai
ADDRESS = sys.argv[1]
{call}
own = [name for name in sys.modules if name.partition('.')[0] == 'anhui_indicators']
packages = [name for name in own if hasattr(sys.modules[name], '__path__')]
roots = sorted({{name.partition('.')[0] for name in sys.modules}})
print(json.dumps([len(own), len(packages), roots]))
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a general package, and a published place."""
    folder = tmp_path_factory.mktemp("budget")
    write_package(folder / "general", version="1.0.0", title="P", licenses=[{"name": "CC0-1.0"}])
    publish(folder / "published")
    return folder


@pytest.fixture(scope="module")
def url(place: Path) -> Iterator[str]:
    """The URL of the published place, from which a package is in the cache."""
    with fault_server() as server:
        server.serve(place / "published")
        run(f"ai.fetch({server.url!r}, cache='cache')", place, server.url)
        yield server.url


def run(call: str, place: Path, url: str) -> tuple[int, int, set[str]]:
    """Make a call in a Python of its own; count own modules and packages, name all libraries."""
    code = PROGRAM.format(call=call)
    command = [sys.executable, "-W", "error", "-c", code, url]
    done = subprocess.run(command, cwd=place, check=True, capture_output=True, timeout=120)
    modules, packages, roots = json.loads(done.stdout.splitlines()[-1])
    return modules, packages, set(roots)


@pytest.mark.parametrize("name", BUDGETS)
def test_a_call_imports_no_more_than_it_needs(name: str, place: Path, url: str) -> None:
    budget = BUDGETS[name]
    modules, packages, roots = run(budget.call, place, url)
    assert roots & HEAVY <= budget.heavy
    assert modules <= budget.modules + MARGIN, f"{modules} modules of the library"
    assert packages <= budget.packages + MARGIN, f"{packages} packages of the library"
