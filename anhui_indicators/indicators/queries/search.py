"""Indicators found by words: in their names, their ids and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

Row = Mapping[str, Any]
T = TypeVar("T", bound=Row)

# Where a word counts most, first.
_COLUMNS = ("indicator_id", "name", "name_zh", "definition", "caveat")


def search_rows(rows: Iterable[T], words: str) -> list[T]:
    """Give the rows of indicators that have all words, those with them in their names first.

    Args:
        rows: Rows of the table `indicators`.
        words: Words or beginnings of words, in any order; capitals make no difference. Chinese
            characters are found wherever they are.
    """
    required = _words(words)
    found = [(rank, row) for row in rows if (rank := _rank(row, required)) is not None]
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def related_rows(rows: Iterable[T], words: str) -> list[T]:
    """Give the rows of indicators that have all words, or else any of them."""
    known = list(rows)
    each = (row for word in _words(words) for row in search_rows(known, word))
    return search_rows(known, words) or list({id(row): row for row in each}.values())


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,;-]+", text.casefold()) if word]


def _rank(row: Row, words: list[str]) -> int | None:
    """Give how far behind the columns are that have the words; None when one is in none."""
    texts = [str(row[name] or "").casefold() for name in _COLUMNS]
    ranks = []
    for word in words:
        found = [at for at, text in enumerate(texts) if _has(text, word)]
        if not found:
            return None
        ranks.append(found[0])
    return sum(ranks) if ranks else None


def _has(text: str, word: str) -> bool:
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}", text) is not None
