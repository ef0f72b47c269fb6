"""A ledger of figures, checked against the text that it was made for."""

from __future__ import annotations

import os
from collections.abc import Sequence

from anhui_indicators.diagnostics import FIRST_ROW
from anhui_indicators.errors import AmbiguousValueError, ReadError, UnknownNameError
from anhui_indicators.extraction.canonical_text import CanonicalText, read_text
from anhui_indicators.indicators.indicator_tables import IndicatorTables
from anhui_indicators.indicators.ledger.issues import Ledger, Row, compare_ledger, trace_values
from anhui_indicators.indicators.ledger.trace import Trace
from anhui_indicators.indicators.queries.rows import observation_ids


def trace_report(
    files: IndicatorTables,
    report: str | os.PathLike[str],
    source: str | None = None,
    name: str | None = None,
) -> Trace:
    """Check the ledger of a package against a text.

    Args:
        files: The package.
        report: File with the text of one of its sources.
        source: Which of them; needed where there are several and none has the hash of the text.
        name: An observation, or an indicator, whose figures alone are checked; all by default.

    Returns:
        What was found.

    Raises:
        ReadError: When the text or the package cannot be read.
        UnknownNameError: When there is no such source, observation or indicator.
        AmbiguousValueError: When the text may be of several sources.
    """
    text = read_text(report)
    chosen = _choose(files.rows("sources"), text, source)
    rows = files.rows("figures"), files.rows("observations")
    ledger = Ledger(text, os.fspath(report), chosen, *rows)
    if name is None:
        return compare_ledger(ledger)
    return trace_values(ledger, set(observation_ids(files, name, readings="all")))


def _choose(rows: Sequence[Row], text: CanonicalText, source: str | None) -> tuple[int, Row]:
    numbered = {str(row["source_id"]): (n, row) for n, row in enumerate(rows, FIRST_ROW)}
    if source is not None:
        if source not in numbered:
            raise UnknownNameError("source", source, numbered)
        return numbered[source]
    same = [name for name, (_, row) in numbered.items() if row["text_sha256"] == text.sha256]
    fitting = same or list(numbered)
    if not fitting:
        raise ReadError("The package has no source to trace.", "Add one to its record.")
    if len(fitting) != 1:
        message = f"The text may be that of {len(fitting)} sources."
        raise AmbiguousValueError(message, f"Name the source: {', '.join(fitting)}.")
    return numbered[fitting[0]]
