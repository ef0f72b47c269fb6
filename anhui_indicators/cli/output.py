"""Where output goes, and how a table is laid out for a person."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anhui_indicators._files import write_atomically
from anhui_indicators.cli.grid import Column, Grid
from anhui_indicators.errors import ReadError

if TYPE_CHECKING:
    import pyarrow as pa


def on_terminal() -> bool:
    """Return whether a person reads standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def wants_json(form: str | None) -> bool:
    """Return whether JSON was asked for: by name, or by a pipe when nothing was named."""
    return form == "json" or (form is None and not on_terminal())


def print_rich(*renderables: Any) -> None:
    """Print renderables of rich, which honours NO_COLOR and the width of the terminal."""
    for renderable in renderables:
        _console().print(renderable)


def print_grid(grid: Grid, *, wide: bool = False) -> None:
    """Print a grid: what does not fit into the terminal is left out and named.

    Args:
        grid: The grid.
        wide: Print all columns; so it is where no terminal sets a width.
    """
    from rich.text import Text

    is_bounded = on_terminal() or "COLUMNS" in os.environ
    console = _console()
    left_out = [] if wide or not is_bounded else grid.fit(console.width)
    if wide or not is_bounded:
        console = _console(grid.width)
    console.print(grid.layout())
    if left_out:
        names = ", ".join(left_out)
        console.print(Text(f"Not shown for lack of width: {names}. Add --wide.", style="dim"))


def terminal_width() -> int:
    """Give the number of columns of the terminal."""
    return int(_console().width)


def _console(width: int | None = None) -> Any:
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, width=width)


def write_output(data: bytes, output: Path | None) -> None:
    """Write data to standard output, or to a file that appears whole or not at all.

    Raises:
        ReadError: When the file cannot be written.
    """
    if output is None or str(output) == "-":
        if sys.stdout is None:
            raise ReadError("There is no standard output.", "Add --output FILE.")
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        if output.exists() and not output.is_file():
            output.write_bytes(data)  # A device or a pipe, such as /dev/null, stays what it is.
            return
        mode = output.stat().st_mode if output.exists() else None
        write_atomically(output.resolve(), [data], mode=mode)
    except (OSError, RuntimeError, ValueError) as error:
        message = f"{output} cannot be written: {getattr(error, 'strerror', None) or error}."
        raise ReadError(message, "Give a file in a folder that you may write to.") from error


def print_frame(table: pa.Table, form: str | None, *, wide: bool = False) -> None:
    """Print a table in one of the forms of `frame_format`.

    Args:
        table: The table.
        form: Form that was asked for; None for a table on a terminal and CSV in a pipe.
        wide: Print all columns, however wide the terminal is.
    """
    chosen = form or ("table" if on_terminal() else "csv")
    if chosen == "table":
        print_grid(plain_grid(table), wide=wide)
    else:
        from anhui_indicators.datapackage.writers.formats import WRITERS

        write_output(WRITERS[chosen](table), None)


def plain_grid(table: pa.Table) -> Grid:
    """Lay a table out for a terminal as it is."""
    from anhui_indicators._text import printable
    from anhui_indicators.indicators.queries.formatting import number_text

    def shown(value: Any) -> str:
        if value is None:
            return ""
        return number_text(value) if isinstance(value, float) else printable(str(value))

    columns: list[Column] = []
    for field, values in zip(table.schema, table.columns, strict=True):
        column = Column(field.name, [shown(value) for value in values.to_pylist()])
        is_number = _is_number(field.type)
        column.is_right = column.is_whole = is_number
        # The key, then what is measured and when, then short texts, then long ones.
        is_short = column.width == column.least_width
        column.is_key = not columns
        column.rank = 1 if is_number or _is_date(field.type) else 3 - is_short
        columns.append(column)
    return Grid(columns)


def _is_date(dtype: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_date(dtype))


def _is_number(dtype: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_integer(dtype) or pa.types.is_floating(dtype))
