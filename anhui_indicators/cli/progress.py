"""Progress of long work, for a person at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from anhui_indicators.diagnostics.progress import Progress, Unit

# Work that is done sooner needs no progress.
PROGRESS_DELAY = 1.0


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Show how long work gets on, on standard error if that is a terminal.

    Yields:
        What is called while rows or bytes are worked at.
    """
    with _after_delay(_bar) as bar:

        def show(label: str, done: int, total: int | None, unit: Unit) -> None:
            size = _size if unit == "bytes" else _rows
            if total is None:
                bar(f"{label}: {size(done)}")
            else:
                bar(f"{label}: {size(done)} of {size(total)}", done / max(total, 1))

        yield show


@contextmanager
def _after_delay(
    opened: Callable[[], AbstractContextManager[Callable[..., None]]],
) -> Iterator[Callable[..., None]]:
    """Open what shows progress when the work takes long, and a person can see it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda *reported: None
        return
    started = time.monotonic()
    with ExitStack() as stack:
        shown: list[Callable[..., None]] = []

        def show(*reported: Any) -> None:
            if not shown and time.monotonic() - started > PROGRESS_DELAY:
                shown.append(stack.enter_context(opened()))
            for each in shown:
                each(*reported)

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


def _rows(number: int) -> str:
    return f"{number:,} rows"
