"""What is timed: each case is two commands, and the limit for how they compare."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from anhui_indicators.indicators.locations import embedded_package

PARQUET = embedded_package() / "data" / "observations.parquet"
CLICK = """
import click
@click.group()
def main(): 'A program.'
@main.command()
def one(): 'A command.'
main(['--help'], prog_name='x')
"""


@dataclass(frozen=True, slots=True)
class Case:
    """Two commands, timed as whole processes.

    Attributes:
        name: What is timed.
        ours: Command of the library.
        other: Command that it is compared with; None for a limit in seconds.
        alternative: What the other command is, in words.
        ratio: Greatest ratio of our time to the other that is allowed, or None.
        more: Greatest number of seconds that we may take beyond the other, or None.
    """

    name: str
    ours: list[str]
    other: list[str] | None
    alternative: str
    ratio: float | None = None
    more: float | None = None


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def program(*args: str) -> list[str]:
    return [str(Path(sys.executable).with_name("anhui-indicators")), *args]


READ = python(f"import pyarrow.parquet as p; p.ParquetFile({str(PARQUET)!r}).read()")
READ_PANDAS = python(f"import pandas; pandas.read_parquet({str(PARQUET)!r})")

CASES = [
    Case(
        "import anhui_indicators",
        python("import anhui_indicators"),
        python("pass"),
        "a bare interpreter",
        more=0.010,
    ),
    Case(
        'load(engine="pyarrow")',
        python("import anhui_indicators as ai; ai.load(engine='pyarrow')"),
        READ,
        "ParquetFile(f).read()",
        ratio=1.2,
    ),
    Case(
        "load()",
        python("import anhui_indicators as ai; ai.load()"),
        READ_PANDAS,
        "pandas.read_parquet(f)",
        ratio=1.15,
    ),
    Case("--help", program("--help"), python(CLICK), "a bare click program", ratio=1.7),
    Case("show fdi", program("show", "fdi"), READ, "ParquetFile(f).read()", ratio=1.5),
    Case(
        "show fdi --format table",
        program("show", "fdi", "--format", "table"),
        READ,
        "ParquetFile(f).read()",
        ratio=1.5,
    ),
    Case(
        "explain fdi-2021", program("explain", "fdi-2021"), READ, "ParquetFile(f).read()", ratio=1.5
    ),
    Case(
        "audit as a table",
        program("audit", "--format", "table"),
        READ,
        "ParquetFile(f).read()",
        ratio=1.5,
    ),
    Case(
        "build",
        program("build", "--output", str(Path(tempfile.gettempdir(), "anhui-bench", "package"))),
        None,
        "two seconds",
        more=2.0,
    ),
]
