"""A table of any package: its file, its column names, its cells and its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

import pyarrow as pa

from anhui_indicators.datapackage.codes.files import FIELD_COUNT, ROW_COUNT
from anhui_indicators.datapackage.codes.keys import PRIMARY_KEY, UNIQUE_ERROR
from anhui_indicators.datapackage.codes.packages import RESOURCE_ERROR
from anhui_indicators.datapackage.codes.reading import ENCODING_ERROR, SOURCE_ERROR
from anhui_indicators.datapackage.descriptors.model import Field, Resource
from anhui_indicators.datapackage.digests.recording import Recorder, Recording
from anhui_indicators.datapackage.fields.checked_column import CheckedColumn
from anhui_indicators.datapackage.fields.columns import Column, columns_of
from anhui_indicators.datapackage.fields.patterns import TimeBudget
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.datapackage.tables.arrow_numpy import Mask
from anhui_indicators.datapackage.tables.batch import Batch, split_batch
from anhui_indicators.datapackage.tables.labels import Match, match_labels
from anhui_indicators.datapackage.tables.prefetch import prefetch
from anhui_indicators.datapackage.tables.reading import read_table
from anhui_indicators.datapackage.validation.cells import Cells, keys_of
from anhui_indicators.datapackage.validation.foreign_keys import References, Target
from anhui_indicators.datapackage.validation.row_checks.make_checks import (
    AskedChecks,
    RowChecks,
)
from anhui_indicators.datapackage.validation.row_checks.row_check import CheckedTable
from anhui_indicators.datapackage.validation.unique_keys import UniqueKey
from anhui_indicators.diagnostics import Issue
from anhui_indicators.diagnostics.code import Code
from anhui_indicators.diagnostics.collector import IssueCollector
from anhui_indicators.diagnostics.progress import Progress
from anhui_indicators.errors import RejectedInputError

_BEYOND = (pa.ArrowException, OverflowError, ValueError, TypeError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Run:
    """What the tables of a validation share.

    Attributes:
        progress: Is called with the table and the number of rows read, from time to time.
        recorder: Takes what valid tables say; None when nobody asks for it.
        strict: Whether forms that the standard does not have are errors.
        asked: Checks beside those of the descriptor.
        engine: Name of the engine that checks what it can; None for the library alone.
        time_budget: Time that patterns may take.
    """

    progress: Progress
    recorder: Recorder | None = None
    strict: bool = False
    asked: AskedChecks = field(default_factory=AskedChecks)
    engine: str | None = None
    time_budget: TimeBudget = field(default_factory=TimeBudget)


KeysIn = Callable[[list[CheckedColumn], Batch], list[pa.Array]]


@dataclass(slots=True)
class _Key:
    """Columns whose values have to be unique together.

    Attributes:
        names: The columns.
        places: Where they are.
        codes: What it is to break the key; more than one where it is declared in several ways.
        collected: The values.
    """

    names: tuple[str, ...]
    places: list[int]
    codes: list[Code]
    collected: UniqueKey


def check_table(
    resource: Resource,
    files: ResourceFiles,
    collector: IssueCollector,
    references: References,
    run: Run,
) -> int:
    """Check a table in every way.

    Args:
        resource: What is said of it.
        files: Where its files come from.
        collector: Takes the issues.
        references: Takes the keys that others refer to, and looks up those that refer to others.
        run: What the tables of a validation share.

    Returns:
        The number of rows.
    """
    rows, whole = 0, False
    try:
        table = read_table(resource, files)
        match = match_labels(table, resource)
        collector.add(*match.issues)
        cells = Cells(resource, match.fields, collector, run.time_budget, run.strict)
        keys = list(declared_keys(resource, match.fields))
        checked_table = CheckedTable(resource.name, match.fields, collector)
        checks = RowChecks(checked_table, resource.checks, run.asked)
        referred = _referred(resource, match.fields, references, run)
        recording = _recording(run.recorder, resource, match)
        batches = chain.from_iterable(map(split_batch, prefetch(table.batches)))
        for batch in batches if match.fields else ():
            rows += batch.num_rows
            checked = cells.check(batch)
            if recording:
                recording.add(batch, checked)
            _collect(checked, cells.blank, batch, keys, resource, collector)
            checks.add(checked, batch.numbers)
            _refer(checked, batch, match.fields, resource, references)
            for target, keys_in in referred:
                references.offer(target, keys_in(checked, batch))
            run.progress(resource.name, rows, None, "rows")
        cells.finish()
        for key in keys:
            _tell(key, resource.name, collector)
        checks.finish(rows)
        if recording:
            recording.finish()
        whole = bool(match.fields)  # Without, nothing has been read but the header.
    except RejectedInputError as error:
        collector.add(_of_error(error, resource, files))
    except OSError as error:
        message = f"the file cannot be read to its end: {error.strerror or error}"
        collector.add(Issue(RESOURCE_ERROR, message, "Restore it.", resource.name))
    except _BEYOND as error:
        # Parquet and Arrow hold values that no other format has, such as a year of 300,000.
        if resource.format not in ("parquet", "arrow"):
            raise
        message = f"the values of the file cannot be used: {error}".splitlines()[0]
        collector.add(Issue(SOURCE_ERROR, message, "Write it with usual values.", resource.name))
    references.finish(resource.name, whole=whole)
    if whole:
        check_counts(resource, rows, collector)
    return rows


def _of_error(error: RejectedInputError, resource: Resource, files: ResourceFiles) -> Issue:
    """Make an issue of why a table cannot be read to its end."""
    issue = Issue.from_error(error, resource.name)
    if issue.code != ENCODING_ERROR:
        return issue
    # Most texts are in the encoding that is declared.
    from anhui_indicators.datapackage.validation.likely_encoding import (  # noqa: PLC0415
        with_encoding,
    )

    return with_encoding(issue, resource, files)


def _recording(recorder: Recorder | None, resource: Resource, match: Match) -> Recording | None:
    """Begin to pass on what a table says, unless its columns are not those declared."""
    if recorder is None or any(issue.severity == "error" for issue in match.issues):
        return None
    return Recording(recorder, resource, match.fields) if match.fields else None


def declared_keys(resource: Resource, fields: Sequence[Field]) -> Iterator[_Key]:
    """Give the keys of a table whose columns are there, each once."""
    schema = resource.schema
    if schema is None:
        return
    places = _places(fields)
    declared = [(schema.primary_key, PRIMARY_KEY)]
    declared += [((each.name,), UNIQUE_ERROR) for each in fields if each.constraints.get("unique")]
    declared += [(names, UNIQUE_ERROR) for names in schema.unique_keys]
    codes: dict[tuple[str, ...], list[Code]] = {}
    for names, code in declared:
        if names and all(name in places for name in names):
            codes.setdefault(names, []).append(code)
    for names, reported in codes.items():
        at = [places[name] for name in names]
        yield _Key(names, at, list(dict.fromkeys(reported)), UniqueKey())


def _collect(
    checked: list[CheckedColumn],
    blank: Mask,
    batch: Batch,
    keys: list[_Key],
    resource: Resource,
    collector: IssueCollector,
) -> None:
    for key in keys:
        columns = keys_of(checked, key.places)
        if PRIMARY_KEY in key.codes:
            for name, place in zip(key.names, key.places, strict=True):
                # A row without any value, or a cell that must have one, is reported already.
                reported = checked[place].failures.get("required", blank)
                lacking = checked[place].null & ~blank & ~reported
                if lacking.any():
                    message = f"{name} is of the primary key, and has no value"
                    kind = Issue(PRIMARY_KEY, message, "Fill it in.", resource.name, column=name)
                    collector.add_rows(kind, batch.numbers[lacking], lambda _: None)
        key.collected.add(columns, batch.numbers)


def _referred(
    resource: Resource, fields: Sequence[Field], references: References, run: Run
) -> list[tuple[Target, KeysIn]]:
    """Give what others refer to in a table, each with what finds its values in a batch."""
    places = _places(fields)
    found: list[tuple[Target, KeysIn]] = []
    for target in references.expected(resource.name):
        if not all(name in places for name in target.columns):
            continue
        at = [places[name] for name in target.columns]
        if target.fields:
            columns = columns_of(target.fields, resource, run.time_budget)
            found.append((target, partial(_keys_read_as, columns, at)))
        else:
            found.append((target, partial(_keys_as_checked, at)))
    return found


def _keys_as_checked(at: list[int], checked: list[CheckedColumn], batch: Batch) -> list[pa.Array]:
    return keys_of(checked, at)


def _keys_read_as(
    columns: Sequence[Column], at: Sequence[int], checked: list[CheckedColumn], batch: Batch
) -> list[pa.Array]:
    """Read the columns of a key once more, as the type of what refers to them."""
    return [
        column.check(batch.columns[place]).keys() for column, place in zip(columns, at, strict=True)
    ]


def _refer(
    checked: list[CheckedColumn],
    batch: Batch,
    fields: Sequence[Field],
    resource: Resource,
    references: References,
) -> None:
    places = _places(fields)
    for key in resource.schema.foreign_keys if resource.schema else ():
        if all(name in places for name in key.fields):
            columns = keys_of(checked, [places[name] for name in key.fields])
            references.check(resource, key, columns, batch.numbers)


def _tell(key: _Key, table: str, collector: IssueCollector) -> None:
    repeated = key.collected.repeated()
    if repeated is None:
        return
    column = key.names[0] if len(key.names) == 1 else None
    message = f"the same {' and '.join(key.names)} as in an earlier row"
    for code in key.codes:
        collector.add_rows(
            Issue(code, message, "", table, column=column),
            repeated.rows,
            lambda at: ", ".join("" if part is None else part for part in repeated.key(at)),
            lambda at: f"Row {repeated.first[at]} has it first; rename one, or remove one.",
        )


def check_counts(resource: Resource, rows: int, collector: IssueCollector) -> None:
    """Check the numbers of rows and columns that are declared."""
    hint = "Fix the descriptor, or the file."
    if resource.rows and resource.rows != rows:
        message = f"the table has {rows:,} rows instead of {resource.rows:,}"
        collector.add(Issue(ROW_COUNT, message, hint, resource.name, value=str(rows)))
    columns = len(resource.schema.fields) if resource.schema else None
    if resource.columns and columns is not None and resource.columns != columns:
        message = f"the table has {columns:,} columns instead of {resource.columns:,}"
        collector.add(Issue(FIELD_COUNT, message, hint, resource.name, value=str(columns)))


def _places(fields: Sequence[Field]) -> dict[str, int]:
    """Give the column of each name; of two that have one, the first."""
    places: dict[str, int] = {}
    for place, field_ in enumerate(fields):
        places.setdefault(field_.name, place)
    return places
