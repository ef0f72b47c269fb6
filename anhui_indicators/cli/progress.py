"""Progress of long work, for a person at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from anhui_indicators.datapackage.network.transfer import Progress as ByteProgress
    from anhui_indicators.datapackage.validation.table import Progress
    from anhui_indicators.releases.publish.candidate import Progress as WorkProgress

# Work that is done sooner needs no progress.
PATIENCE = 1.0


@contextmanager
def row_progress() -> Iterator[Progress]:
    """Show the rows of each table as they are read, on standard error if that is a terminal.

    Yields:
        A function that takes the name of a table and the number of its rows so far.
    """
    with _patiently(_bar) as bar:
        yield lambda table, rows: bar(f"{table}: {rows:,} rows")


@contextmanager
def work_progress() -> Iterator[WorkProgress]:
    """Show the rows of each table as they are read, and then how many bytes are written.

    Yields:
        A function that takes what is worked at, how much is done, and of how much: rows without an
        end, or bytes.
    """
    with _patiently(_bar) as bar:

        def show(what: str, done: int, total: int | None) -> None:
            if total is None:
                bar(f"{what}: {done:,} rows")
            else:
                bar(f"{what}: {_size(done)} of {_size(total)}", done / max(total, 1))

        yield show


@contextmanager
def byte_progress() -> Iterator[ByteProgress]:
    """Show how many bytes have come.

    Yields:
        A function that takes the bytes that are there, and how many there will be, or None.
    """
    with _patiently(_bar) as bar:

        def show(done: int, total: int | None) -> None:
            if total is None:
                bar(_size(done))
            else:
                bar(f"{_size(done)} of {_size(total)}", done / max(total, 1))

        yield show


@contextmanager
def _patiently(
    opened: Callable[[], AbstractContextManager[Callable[..., None]]],
) -> Iterator[Callable[..., None]]:
    """Open what shows progress when the work takes long, and there is somebody to see it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda *told: None
        return
    started = time.monotonic()
    with ExitStack() as stack:
        shown: list[Callable[..., None]] = []

        def show(*told: Any) -> None:
            if not shown and time.monotonic() - started > PATIENCE:
                shown.append(stack.enter_context(opened()))
            for each in shown:
                each(*told)

        yield show


@contextmanager
def _bar() -> Iterator[Callable[..., None]]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    from anhui_indicators._text import printable

    text = TextColumn("{task.description}")
    console = Console(stderr=True)
    with Bar(SpinnerColumn(), text, TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(words: str, share: float | None = None) -> None:
            if share is not None and len(bar.columns) == 3:
                bar.columns = (SpinnerColumn(), text, BarColumn(), TimeElapsedColumn())
            total = None if share is None else 1.0
            bar.update(task, description=escape(printable(words)), total=total, completed=share)

        yield show


def _size(number: int) -> str:
    from rich.filesize import decimal

    return decimal(number)
