"""How long work reports what has been done of it."""

from __future__ import annotations

from typing import Literal, Protocol

Unit = Literal["rows", "bytes"]


class Progress(Protocol):
    """What is called from time to time while rows or bytes are worked at."""

    def __call__(self, label: str, done: int, total: int | None, unit: Unit) -> None:
        """Report progress.

        Args:
            label: What is worked at: the name of a table, or the path or URL of a file.
            done: How much of it is done.
            total: How much there is, or None where that is not known.
            unit: What is counted.
        """


def no_progress(label: str, done: int, total: int | None, unit: Unit) -> None:
    """Report nothing."""
