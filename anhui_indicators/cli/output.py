"""Where output goes, and how a table is laid out for a person."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anhui_indicators._files import write_atomically
from anhui_indicators.errors import ReadError

if TYPE_CHECKING:
    import pyarrow as pa


def on_terminal() -> bool:
    """Return whether a person reads standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def wants_json(form: str | None) -> bool:
    """Return whether JSON was asked for: by name, or by a pipe when nothing was named."""
    return form == "json" or (form is None and not on_terminal())


def print_rich(*renderables: Any, wide: bool = False) -> None:
    """Print renderables of rich, which honours NO_COLOR and the width of the terminal.

    Args:
        renderables: What to print.
        wide: Never cut or wrap for lack of width, where no terminal sets one.
    """
    from rich.console import Console

    width = 200 if wide and not on_terminal() and "COLUMNS" not in os.environ else None
    console = Console(file=sys.stdout, highlight=False, markup=False, width=width)
    for renderable in renderables:
        console.print(renderable)


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


def print_frame(table: pa.Table, form: str | None) -> None:
    """Print a table in one of the forms of `frame_format`.

    Args:
        table: The table.
        form: Form that was asked for; None for a table on a terminal and CSV in a pipe.
    """
    chosen = form or ("table" if on_terminal() else "csv")
    if chosen == "table":
        print_rich(plain_grid(table), wide=True)
    elif chosen == "csv":
        from anhui_indicators.datapackage.writers.csv import write_csv

        write_output(write_csv(table, mark=False), None)
    else:
        from anhui_indicators.datapackage.writers.formats import WRITERS

        write_output(WRITERS[chosen](table), None)


def plain_grid(table: pa.Table) -> Any:
    """Lay a table out for a terminal as it is."""
    from rich.table import Table
    from rich.text import Text

    from anhui_indicators._text import printable
    from anhui_indicators.indicators.queries.formatting import number_text

    grid = Table(box=None, pad_edge=False, header_style="bold")
    for column in table.schema:
        number = str(column.type) in ("double", "int64")
        grid.add_column(column.name, justify="right" if number else "left", overflow="fold")
    for row in table.to_pylist():
        cells = (number_text(v) if isinstance(v, float) else v for v in row.values())
        grid.add_row(*(Text("" if cell is None else printable(str(cell))) for cell in cells))
    return grid
