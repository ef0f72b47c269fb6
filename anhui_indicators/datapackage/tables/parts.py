"""The files of a table as one text: each decoded, with line feeds, and without a second header."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anhui_indicators.datapackage.codes.files import LIMIT_ERROR
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.limits import RECORD_BYTES, TABLE_BYTES
from anhui_indicators.datapackage.resource_files import ResourceFiles, read_text
from anhui_indicators.errors import RejectedInputError

_USUAL = (None, "", "\n", "\r\n", "\r")


def join_parts(resource: Resource, files: ResourceFiles) -> Iterator[bytes]:
    """Read the files of a table in CSV one behind the other, as UTF-8.

    The header of the first file counts; those of the others are dropped.

    Raises:
        RejectedInputError: When a file cannot be read, or is not in its encoding.
    """
    dialect = resource.dialect
    header_rows = (max(dialect.header_rows, default=1)) if dialect.header else 0
    for number, path in enumerate(resource.parts):
        chunks = read_text(resource, files, path)
        if dialect.line_terminator not in _USUAL:
            chunks = _with_line_feeds(chunks, str(dialect.line_terminator), dialect.quote_char)
        if number:
            chunks = _without_records(chunks, header_rows, dialect.quote_char)
        last = b"\n"
        for chunk in chunks:
            last = chunk[-1:] or last
            yield chunk
        if last not in b"\r\n" and number + 1 < len(resource.parts):
            yield b"\n"


def _with_line_feeds(
    chunks: Iterator[bytes], terminator: str, quote: str | None
) -> Iterator[bytes]:
    """Put line feeds in the place of another terminator, but not in quotes."""
    text = bytearray()
    for chunk in chunks:
        text += chunk
        if len(text) > TABLE_BYTES:
            message = f"A file with the line terminator {terminator!r} has too many bytes."
            hint = f"Up to {TABLE_BYTES:,} are read; end the lines with line feeds."
            raise RejectedInputError(LIMIT_ERROR, message, hint)
    pieces = bytes(text).split(quote.encode()) if quote else [bytes(text)]
    pieces[::2] = [piece.replace(terminator.encode(), b"\n") for piece in pieces[::2]]
    yield (quote or "").encode().join(pieces)


def _without_records(chunks: Iterator[bytes], count: int, quote: str | None) -> Iterator[bytes]:
    """Leave out the first records of a text."""
    begin = b""
    mark = re.escape((quote or "").encode())
    cell = rb"(?:[^%b\r\n]|%b[^%b]*%b)*" % (mark, mark, mark, mark) if quote else rb"[^\r\n]*"
    records = re.compile(rb"(?:%b(?:\r\n|\n|\r(?!$))){%d}" % (cell, count))
    for chunk in chunks:
        begin += chunk
        found = records.match(begin)
        if found:
            yield begin[found.end() :]
            break
        if len(begin) > RECORD_BYTES:
            message = f"The header has more than {RECORD_BYTES:,} bytes."
            raise RejectedInputError(LIMIT_ERROR, message, "Check the quotes and the line ends.")
    yield from chunks
