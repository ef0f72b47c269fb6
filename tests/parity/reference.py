"""What frictionless-py says of a package."""

from __future__ import annotations

import gc
import importlib.util
import json
import tempfile
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import frictionless

from tests.parity.case import PACKAGE_KINDS, Case, Fault, Faults

# Its kinds that have another name with us.
KINDS = {
    "field-error": "schema-error",
    "control-error": "dialect-error",
    "scheme-error": "resource-error",
    "format-error": "resource-error",
}

# Of these it tells the field, of an extra label the label.
CELLS = frozenset({"type-error", "constraint-error", "unique-error", "missing-cell"})
LABELS = frozenset({"missing-label", "incorrect-label"})
ROWS = frozenset({"blank-row", "primary-key", "foreign-key", "extra-cell"})


@cache
def told_by_frictionless_of(case: Case) -> Faults:
    """The faults that frictionless tells of a case."""
    with tempfile.TemporaryDirectory() as folder:
        return told_by_frictionless(case.write(Path(folder)))


def told_by_frictionless(folder: Path) -> Faults:
    """The faults that frictionless tells, or `raises` and the exception that it lets through."""
    with warnings.catch_warnings(action="ignore"):
        try:
            report = frictionless.validate(str(folder / "datapackage.json"), limit_errors=10**6)
            return frozenset(_faults(report))
        except Exception as error:
            raised = type(error).__name__
        # It leaves files open then, which nobody should be warned of later.
        gc.collect()
    return frozenset({Fault("raises", None, None, raised)})


def _faults(report: Any) -> Iterator[Fault]:
    for error in report.errors:
        yield _fault(error, None)
    for task in report.tasks:
        for error in task.errors:
            yield _fault(error, task.name)


def _fault(error: Any, table: str | None) -> Fault:
    kind = KINDS.get(error.type, error.type)
    if kind in PACKAGE_KINDS:
        return Fault(kind)
    if kind in CELLS:
        return Fault(kind, table, error.row_number, error.field_name)
    if kind in ROWS:
        return Fault(kind, table, error.row_number)
    if kind in LABELS:
        return Fault(kind, table, None, error.field_name)
    if kind in ("extra-label", "duplicate-label"):
        return Fault(kind, table, None, error.label or None)
    return Fault(kind, table)


class Lines:
    """Reads JSON Lines for frictionless where the library that it has for them is not installed."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[Any]:
        return (json.loads(line) for line in self._stream)


if importlib.util.find_spec("jsonlines") is None:
    frictionless.platform.__dict__["jsonlines"] = SimpleNamespace(Reader=Lines)
