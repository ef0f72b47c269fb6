"""Reading ahead: the next batch is read while the last is checked, for Arrow works in parallel."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def prefetch(items: Iterator[T]) -> Iterator[T]:
    """Give what an iterator gives, one item being fetched in a thread meanwhile."""
    end = object()
    executor = ThreadPoolExecutor(1)
    try:
        coming = executor.submit(next, items, end)
        while (item := coming.result()) is not end:
            coming = executor.submit(next, items, end)
            yield item  # type: ignore[misc]
    finally:
        # Whoever gives up on the items leaves this to the garbage collector, which may run in a
        # thread that is just starting: to wait there for another thread would be to wait for ever.
        executor.shutdown(wait=False)
