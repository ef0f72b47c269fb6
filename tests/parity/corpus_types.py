"""Every type and format: a good column, every fault alone, and every text against every type."""

from __future__ import annotations

from collections.abc import Iterator

from tests.parity.case import Case, column
from tests.parity.odd import ODD
from tests.parity.texts import NESTED_KINDS, NUMBER_KINDS, PLACE_KINDS, TEXT_KINDS, Kind
from tests.parity.times import DATE_KINDS, DATETIME_KINDS, TIME_KINDS

KINDS: tuple[Kind, ...] = (
    *TEXT_KINDS,
    *NUMBER_KINDS,
    *NESTED_KINDS,
    *PLACE_KINDS,
    *DATE_KINDS,
    *DATETIME_KINDS,
    *TIME_KINDS,
)


def every_text() -> list[str]:
    """All texts of all types, and the odd ones."""
    texts = [text for kind in KINDS for text in (*kind.good, *kind.bad)]
    return sorted({*texts, *ODD})


def cases() -> Iterator[Case]:
    for kind in KINDS:
        yield column(f"type {kind.name}: good", (*kind.good, ""), good=True, **kind.field)
        for text in kind.bad:
            values = (*kind.good[:1], text)
            yield column(f"type {kind.name}: bad {text!r}", values, **kind.field)
        yield column(f"type {kind.name}: every text", every_text(), **kind.field)
