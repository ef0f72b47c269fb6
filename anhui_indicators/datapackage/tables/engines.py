"""The door out: an Arrow table as a frame of the user's library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anhui_indicators.errors import MissingDependencyError, UnknownNameError

if TYPE_CHECKING:
    import pyarrow as pa

ENGINES = ("pandas", "polars", "pyarrow")


def to_engine(table: pa.Table, engine: str) -> Any:
    """Give a table as a frame of the library asked for.

    Args:
        table: Any table.
        engine: ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

    Returns:
        The frame. In pandas dates become `datetime64`, so that they can be plotted and compared.

    Raises:
        UnknownNameError: When there is no such engine.
        MissingDependencyError: When its library is not installed.
    """
    match engine:
        case "pyarrow":
            return table
        case "pandas":
            return table.to_pandas(date_as_object=False)
        case "polars":
            try:
                import polars  # noqa: PLC0415  an extra
            except ImportError as error:
                raise MissingDependencyError("polars", "polars") from error
            return polars.from_arrow(table)
    raise UnknownNameError("engine", engine, ENGINES)


def check_engine(engine: str) -> None:
    """Reject an unknown engine before any work is done.

    Raises:
        UnknownNameError: When there is no such engine.
    """
    if engine not in ENGINES:
        raise UnknownNameError("engine", engine, ENGINES)
