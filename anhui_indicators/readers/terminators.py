"""Line terminators other than line feeds."""

from __future__ import annotations

from collections.abc import Iterator

_USUAL = (None, "\n", "\r\n", "\r")


def with_line_feeds(chunks: Iterator[bytes], terminator: str | None) -> Iterator[bytes]:
    """Put line feeds in the place of another terminator.

    Args:
        chunks: A text in UTF-8.
        terminator: As the dialect declares it; the usual ones are all understood anyway.
    """
    if terminator in _USUAL or not terminator:
        yield from chunks
        return
    mark, rest = terminator.encode(), b""
    for chunk in chunks:
        buffer = (rest + chunk).replace(mark, b"\n")
        # The end may be the beginning of a terminator.
        keep = len(mark) - 1
        rest = buffer[len(buffer) - keep :] if keep else b""
        yield buffer[: len(buffer) - keep]
    yield rest
