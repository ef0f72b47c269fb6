"""Reading ahead: the next batch is read while the last is checked, for Arrow works in parallel."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")

# How many results may wait for whoever takes them.
_AHEAD = 4


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


def map_ahead(function: Callable[[T], U], items: Iterator[T]) -> Iterator[U]:
    """Give what a function makes of items, in their order, some being worked on in threads."""
    executor = ThreadPoolExecutor(os.cpu_count() or 1)
    coming: deque[Future[U]] = deque()
    try:
        for item in items:
            coming.append(executor.submit(function, item))
            if len(coming) > _AHEAD:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
