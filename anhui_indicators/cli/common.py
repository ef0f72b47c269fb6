"""What commands share: the package they work on, and where their output goes."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from anhui_indicators.errors import UnreadableError

if TYPE_CHECKING:
    from anhui_indicators.api.indicator_package import IndicatorPackage


def chosen_package(ctx: click.Context) -> IndicatorPackage:
    """Open the package that `--package` names, or the one that ships with the library."""
    from anhui_indicators.api import embedded, open_package

    path = ctx.find_root().obj
    return embedded() if path is None else open_package(path)


def on_terminal() -> bool:
    """Tell whether a person reads standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


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
        UnreadableError: When the file cannot be written.
    """
    if output is None or str(output) == "-":
        if sys.stdout is None:
            raise UnreadableError("There is no standard output.", "Add --output FILE.")
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        if output.exists() and not output.is_file():
            output.write_bytes(data)  # A device or a pipe, such as /dev/null, stays what it is.
            return
        with tempfile.NamedTemporaryFile(
            dir=output.resolve().parent, prefix=".anhui-indicators-", delete=False
        ) as file:
            part = Path(file.name)
            try:
                file.write(data)
                file.close()
                part.chmod(output.stat().st_mode if output.exists() else 0o666 & ~_umask())
                part.replace(output.resolve())
            except BaseException:
                part.unlink(missing_ok=True)
                raise
    except (OSError, RuntimeError, ValueError) as error:
        message = f"{output} cannot be written: {getattr(error, 'strerror', None) or error}."
        raise UnreadableError(message, "Give a file in a folder that you may write to.") from error


def _umask() -> int:
    # There is no way to read it but to set it.
    mask = os.umask(0)
    os.umask(mask)
    return mask


def complete_tables(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the names of tables to the shell."""
    return [name for name in chosen_package(ctx).tables() if name.startswith(incomplete)]


def complete_indicators(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the names of indicators to the shell."""
    rows = chosen_package(ctx).files.rows("indicators")
    names = (row["indicator_id"] for row in rows)
    return [name for name in names if name.startswith(incomplete)]
