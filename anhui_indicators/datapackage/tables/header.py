"""Which rows are the header, which are comments, and which are content."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from anhui_indicators.datapackage.codes.reading import SOURCE_ERROR
from anhui_indicators.datapackage.descriptors.model import Dialect, Resource
from anhui_indicators.errors import RejectedInputError

Numbered = tuple[int, list[str]]


def read_header(
    rows: Iterator[Numbered], dialect: Dialect
) -> tuple[list[str] | None, int, Iterator[Numbered]]:
    """Take the header off the rows of a table.

    Args:
        rows: Rows with their numbers, from the first row of the file.
        dialect: What is said of header and comments.

    Returns:
        The labels, or None when there is no header; the number of its first row; and the rows
        behind it.

    Raises:
        RejectedInputError: When there is no row at all.
    """
    if not dialect.header:
        return None, 1, rows
    if not dialect.header_rows:
        for number, cells in rows:
            if is_content((number, cells), dialect):
                return [cell.strip() for cell in cells], number, rows
        raise empty()
    taken: list[list[str]] = []
    for number, cells in rows:
        if number in dialect.header_rows and not _is_comment((number, cells), dialect):
            taken.append([cell.strip() for cell in cells])
        if number >= dialect.header_rows[-1]:
            return _join(taken, dialect.header_join), dialect.header_rows[0], rows
    raise empty()


def empty() -> RejectedInputError:
    """Say that there is nothing to read."""
    return RejectedInputError(
        SOURCE_ERROR, "The table is empty.", "Begin it with the column names."
    )


def headless_width(resource: Resource, rows: Iterator[Any]) -> tuple[int, Iterator[Any]]:
    """Give the number of columns of a table without header: of its schema, or of its first row.

    Args:
        resource: What is said of the table.
        rows: Rows with their numbers.

    Returns:
        The number, and the rows.

    Raises:
        RejectedInputError: When there is no row.
    """
    first = next(rows, None)
    if first is None:
        raise empty()
    width = len(resource.schema.fields if resource.schema else first[1])
    return width, chain([first], rows)


def is_content(row: Numbered, dialect: Dialect) -> bool:
    """Return whether a row is neither a comment nor skipped for being blank."""
    if _is_comment(row, dialect):
        return False
    return not dialect.skip_blank_rows or any(cell not in (None, "") for cell in row[1])


def _is_comment(row: Numbered, dialect: Dialect) -> bool:
    number, cells = row
    if number in dialect.comment_rows:
        return True
    begin = cells[0] if cells else ""
    return bool(
        dialect.comment_char and isinstance(begin, str) and begin.startswith(dialect.comment_char)
    )


def _join(rows: list[list[str]], separator: str) -> list[str]:
    """Join the cells of several header rows; one that repeats the cell above counts once."""
    labels: list[str] = []
    above: dict[int, str] = {}
    for cells in rows:
        for position, cell in enumerate(cells):
            if above.get(position) == cell:
                continue
            above[position] = cell
            if len(labels) <= position:
                labels.append(cell)
            else:
                labels[position] = separator.join([labels[position], cell])
    return labels
