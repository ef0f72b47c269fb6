"""The figures of any text, as a frame."""

from __future__ import annotations

import os
from typing import Any

from anhui_indicators.datapackage.tables.engines import check_engine, to_engine

COLUMNS = ("paragraph", "token", "occurrence", "role", "value", "unit", "qualifier")


def scan(report: str | os.PathLike[str], *, engine: str = "pandas") -> Any:
    """List the candidate figures of an English text, as rows of a ledger.

    Every sequence of digits is found, and every number word that seems to state a fact. Roles and
    units are guesses, for a person to check.

    Args:
        report: Text file in UTF-8.
        engine: Library of the frame: ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

    Returns:
        A frame with a row a figure: paragraph, token, occurrence, guessed role, value in the base
        of its unit (missing for a date), guessed unit, and qualifier.

    Raises:
        ReadError: When the file is not text in UTF-8.
        UnknownNameError: When there is no such engine.
    """
    check_engine(engine)
    import pyarrow as pa

    from anhui_indicators.extraction.candidates import find_candidates
    from anhui_indicators.extraction.canonical_text import read_text

    found = list(find_candidates(read_text(report)))
    columns = {name: [getattr(candidate, name) for candidate in found] for name in COLUMNS}
    columns["value"] = [None if value is None else float(value) for value in columns["value"]]
    types = {"paragraph": pa.int64(), "occurrence": pa.int64(), "value": pa.float64()}
    arrays = [pa.array(columns[name], types.get(name, pa.string())) for name in COLUMNS]
    return to_engine(pa.table(arrays, names=list(COLUMNS)), engine)
