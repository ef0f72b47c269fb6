"""Progress of long work, for a person at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anhui_indicators.validation.tables import Progress

# Work that is done sooner needs no progress.
PATIENCE = 1.0


@contextmanager
def row_progress() -> Iterator[Progress]:
    """Show the rows of each table as they are read, on standard error if that is a terminal.

    Yields:
        A function that takes the name of a table and the number of its rows so far.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda table, rows: None
        return
    started = time.monotonic()
    with ExitStack() as stack:
        shown: list[Progress] = []

        def show(table: str, rows: int) -> None:
            if not shown and time.monotonic() - started > PATIENCE:
                shown.append(stack.enter_context(_bar()))
            for each in shown:
                each(table, rows)

        yield show


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    from anhui_indicators.lexical import printable

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(table: str, rows: int) -> None:
            bar.update(task, description=f"{escape(printable(table))}: {rows:,} rows")

        yield show
