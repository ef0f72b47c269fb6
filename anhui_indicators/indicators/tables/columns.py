"""How a column is described: the one place that all projections of a table come from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import pandera.pyarrow as pap
import pyarrow as pa
import pyarrow.compute as pc
from pandera import extensions

from anhui_indicators._text import CONTROL
from anhui_indicators.indicators.tables.row_rules import RowRule

Role = Literal["dimension", "measure", "attribute"]

# Anchored at both ends: Pandera looks for a match at the start, Table Schema for one of the whole.
IDENTIFIER = r"^[a-z0-9]+(-[a-z0-9]+)*$"
AREA_CODE = r"^([A-Z]{2}(-[A-Z0-9]{1,3})?|[a-z0-9]+(-[a-z0-9]+)*)$"
PARTIAL_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
SHA256 = r"^[0-9a-f]{64}$"
WEB_ADDRESS = r"^https?://[^ ]+$"


@extensions.register_check_method(statistics=["finite"])
def finite(data: pap.PyArrowData, *, finite: bool) -> pa.ChunkedArray:
    """Demand numbers that every reader can represent: no NaN and no infinity."""
    return pc.is_finite(data.table[data.key])


@extensions.register_check_method(statistics=["no_control"])
def no_control(data: pap.PyArrowData, *, no_control: bool) -> pa.ChunkedArray:
    """Demand texts that do nothing to a terminal and fit into a workbook."""
    return pc.invert(pc.match_substring_regex(data.table[data.key], CONTROL.pattern))


def text(
    title: str,
    description: str,
    *,
    matches: str | None = None,
    one_of: Iterable[str] | None = None,
    **described: Any,
) -> Any:
    """Describe a column of text.

    Args:
        title: Heading for a person.
        description: What a value of the column means.
        matches: Regular expression for the whole value.
        one_of: The only values allowed.
        described: What `column` takes besides.

    Returns:
        A Pandera field. A text is never empty, since in CSV it would be a missing one, and
        has no control characters beside tabs and line feeds.
    """
    excluded = matches is not None or one_of is not None
    return column(
        title,
        description,
        str_matches=matches,
        isin=None if one_of is None else list(one_of),
        str_length=None if excluded else {"min_value": 1},
        no_control=None if excluded else True,
        **described,
    )


def integer(title: str, description: str, *, minimum: int, **described: Any) -> Any:
    """Describe a column of whole numbers that start at a minimum; the rest as for `text`."""
    return column(title, description, ge=minimum, **described)


def number(title: str, description: str, **described: Any) -> Any:
    """Describe a column of finite binary64 numbers; the rest as for `text`."""
    return column(title, description, finite=True, **described)


def column(
    title: str,
    description: str,
    *,
    role: Role = "attribute",
    concept: str | None = None,
    unit: str | None = None,
    nullable: bool = False,
    derived: bool = False,
    optional: bool = False,
    references: str | None = None,
    **checks: Any,
) -> Any:
    """Describe a column of any type.

    Args:
        title: Heading for a person.
        description: What a value of the column means.
        role: Part that the column plays in the SDMX information model.
        concept: Identifier of the SDMX cross-domain concept, where there is one.
        unit: What a number in the column counts or measures.
        nullable: Whether a value may be missing.
        derived: Whether the build computes the column, so that a record leaves it out.
        optional: Whether a record may leave the column out, which then is empty.
        references: Key that each value must be found in, as ``table.column``.
        checks: Checks by the names that `pandera.pyarrow.Field` has for them; None is not a check.

    Returns:
        A Pandera field.
    """
    described = {
        "role": role,
        "concept": concept,
        "unit": unit,
        "references": references,
        "derived": derived or None,
        "optional": optional or None,
    }
    return pap.Field(
        title=title,
        description=description,
        nullable=nullable,
        metadata={key: value for key, value in described.items() if value is not None},
        **{name: given for name, given in checks.items() if given is not None},
    )


def row_check(rule: RowRule) -> Any:
    """Let a model check its rows by a rule."""

    def keeps(cls: Any, data: pap.PyArrowData) -> pa.ChunkedArray:
        return rule.holds(data.table)

    return pap.dataframe_check(error=rule.broken, description=rule.hint)(keeps)
