"""Rows of JSON: data within the descriptor, JSON files and JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper
from itertools import chain, zip_longest
from typing import Any

import numpy as np

from anhui_indicators.datapackage.access.bounded_json import parse, read_json
from anhui_indicators.datapackage.codes.files import LIMIT_ERROR
from anhui_indicators.datapackage.codes.reading import ENCODING_ERROR, SOURCE_ERROR
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.limits import CELL_CHARACTERS, COLUMNS, MEBIBYTE, TABLE_BYTES
from anhui_indicators.datapackage.resource_files import (
    ChunkReader,
    ResourceFiles,
    read_text,
    read_whole,
)
from anhui_indicators.datapackage.tables.batch import Batch, TableStream
from anhui_indicators.datapackage.tables.header import empty, headless_width, read_header
from anhui_indicators.errors import RejectedInputError

# Rows of a batch, and characters and items in them.
_ROWS = 8_192
_SIZE = 16 * MEBIBYTE
_HINT = "Give each row as a list of cells, or each as an object."


def read_rows(resource: Resource, files: ResourceFiles) -> TableStream:
    """Read rows of JSON.

    Rows are objects, each a record; or lists, of which the first is the header.

    Args:
        resource: What is said of the data or the files.
        files: Where files come from.

    Returns:
        The table; its columns are lists of the values of JSON.

    Raises:
        RejectedInputError: When it is not JSON, or has no rows; also while batches are read.
    """
    if resource.format == "jsonl":
        rows = _lines(resource, files)
    else:
        data = resource.data
        if data is None:
            path = resource.parts[0]
            data = read_json(
                read_whole(resource, files, TABLE_BYTES), path, SOURCE_ERROR, TABLE_BYTES
            )
        if resource.dialect.property and isinstance(data, dict):
            data = data.get(resource.dialect.property)
        if not isinstance(data, list):
            raise RejectedInputError(SOURCE_ERROR, "The data are not a list of rows.", _HINT)
        rows = iter(data)
    first = next(rows, None)
    if first is None:
        raise empty()
    rows = chain([first], rows)
    return (
        _of_objects(rows, first, resource)
        if isinstance(first, dict)
        else rows_of_lists(rows, resource)
    )


def _of_objects(rows: Iterator[Any], first: dict[str, Any], resource: Resource) -> TableStream:
    labels = list(resource.dialect.item_keys or first)
    if resource.schema is not None:
        # Objects have no order, and leave out what is missing.
        labels = [field.name for field in resource.schema.fields]

    def cells() -> Iterator[list[Any]]:
        for number, row in enumerate(rows, 2):
            if not isinstance(row, dict):
                message = f"Row {number:,} is not an object, unlike the first."
                raise RejectedInputError(SOURCE_ERROR, message, _HINT)
            yield [row.get(label) for label in labels]

    return TableStream(labels, len(labels), _batches(enumerate(cells(), 2), len(labels)))


def rows_of_lists(rows: Iterator[Any], resource: Resource) -> TableStream:
    """Give a table whose rows are lists of cells, of which the first is the header.

    Args:
        rows: The rows.
        resource: What is said of the table.

    Raises:
        RejectedInputError: When the header cannot be read; also while batches are read.
    """

    def cells() -> Iterator[tuple[int, list[Any]]]:
        for number, row in enumerate(rows, 1):
            if not isinstance(row, list):
                message = f"Row {number:,} is not a list of cells."
                raise RejectedInputError(SOURCE_ERROR, message, _HINT)
            yield number, row

    numbered = cells()
    if not resource.dialect.header:
        width, content = headless_width(resource, numbered)
        return TableStream(None, width, _batches(content, width))
    texts = ((n, ["" if cell is None else str(cell) for cell in row]) for n, row in numbered)
    labels, header_row, _ = read_header(texts, resource.dialect)
    width = len(labels or ())
    return TableStream(labels, width, _batches(numbered, width), header_row)


def _batches(rows: Iterator[tuple[int, list[Any]]], width: int) -> Iterator[Batch]:
    if width > COLUMNS:
        message = f"There are {width:,} columns; up to {COLUMNS:,} are read."
        raise RejectedInputError(LIMIT_ERROR, message, "Split the table.")
    while taken := _take(rows):
        numbers = np.array([number for number, _ in taken])
        widths = np.array([len(cells) for _, cells in taken])
        uneven = bool((widths != width).any())
        columns = [list(column) for column in zip_longest(*(cells[:width] for _, cells in taken))]
        columns += [[None] * len(taken) for _ in range(width - len(columns))]
        for column in columns:
            if any(isinstance(cell, str) and len(cell) > CELL_CHARACTERS for cell in column):
                message = f"A cell has more than {CELL_CHARACTERS:,} characters."
                raise RejectedInputError(LIMIT_ERROR, message, "Make it shorter.")
        yield Batch(columns, numbers, widths if uneven else None)


def _take(rows: Iterator[tuple[int, list[Any]]]) -> list[tuple[int, list[Any]]]:
    """Take rows until there are many, or large ones."""
    taken: list[tuple[int, list[Any]]] = []
    size = 0
    while len(taken) < _ROWS and size < _SIZE:
        row = next(rows, None)
        if row is None:
            break
        size += sum(len(cell) if isinstance(cell, str | list | dict) else 1 for cell in row[1])
        taken.append(row)
    return taken


def _lines(resource: Resource, files: ResourceFiles) -> Iterator[Any]:
    number = 0
    try:
        for path in resource.parts:
            chunks = ChunkReader(read_text(resource, files, path))
            lines = TextIOWrapper(BufferedReader(chunks), "utf-8", newline="\n")
            while line := lines.readline(TABLE_BYTES):
                number += 1
                if line.strip():
                    yield parse(line)
    except UnicodeDecodeError as error:
        message = f"Line {number + 1:,} is not UTF-8."
        raise RejectedInputError(ENCODING_ERROR, message, "Save the file as UTF-8.") from error
    except RecursionError as error:
        message = f"Line {number:,} nests too deep."
        raise RejectedInputError(LIMIT_ERROR, message, "Flatten it.") from error
    except ValueError as error:
        message = f"Line {number:,} is not JSON: {error}."
        raise RejectedInputError(SOURCE_ERROR, message, "Write one value a line.") from error
