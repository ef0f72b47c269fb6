"""Columns laid out for a terminal: a number is never folded, and what does not fit is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

# Texts that are longer may be folded, down to this width.
_FOLDED = 20
_GAP = 2


@dataclass(slots=True)
class Column:
    """A column of texts.

    Attributes:
        heading: What is above it.
        cells: Its texts.
        is_right: Whether it is flush right, as numbers are.
        is_whole: Whether it is never folded; texts are folded between words.
        style: Style of rich for all cells.
        is_key: Whether it is never left out or folded.
        rank: What is left out first where there is no room: the highest rank, and in it the last.
    """

    heading: str
    cells: Sequence[str]
    is_right: bool = False
    is_whole: bool = False
    style: str = ""
    is_key: bool = False
    rank: int = 0

    @property
    def width(self) -> int:
        """The width of the longest text."""
        from rich.cells import cell_len

        return max(cell_len(text) for text in (self.heading, *self.cells))

    @property
    def least_width(self) -> int:
        """The least width at which nothing becomes illegible."""
        return self.width if self.is_whole or self.is_key else min(self.width, _FOLDED)


@dataclass(slots=True)
class Grid:
    """Columns side by side.

    Attributes:
        columns: The columns, from left to right.
        styles: Style of each row; empty for none.
        titles: Lines above the row of a number, such as the name of a group.
    """

    columns: list[Column]
    styles: Sequence[str] = ()
    titles: dict[int, str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """The width at which nothing is folded."""
        return sum(column.width + _GAP for column in self.columns)

    def fit(self, width: int) -> list[str]:
        """Leave out what does not fit.

        Args:
            width: Width of the terminal.

        Returns:
            The headings of what was left out.
        """
        room = width - sum(each.least_width + _GAP for each in self.columns if each.is_key)
        kept = {id(column) for column in self.columns if column.is_key}
        has_room_for_all = sum(each.least_width + _GAP for each in self.columns) <= width
        for column in sorted(self.columns, key=lambda each: each.rank):
            if not (has_room_for_all or any(column.cells)):
                continue  # Nothing would be seen of it.
            needed = column.least_width + _GAP
            # One column is better than none, however narrow the terminal is.
            if id(column) not in kept and (needed <= room or not kept):
                room -= needed
                kept.add(id(column))
        left_out = [column.heading for column in self.columns if id(column) not in kept]
        self.columns = [column for column in self.columns if id(column) in kept]
        return left_out

    def layout(self) -> Any:
        """Give the grid as a table of rich."""
        from rich.table import Table
        from rich.text import Text

        grid = Table(box=None, pad_edge=False, header_style="bold", padding=(0, _GAP, 0, 0))
        for column in self.columns:
            grid.add_column(
                Text(column.heading),
                justify="right" if column.is_right else "left",
                no_wrap=column.least_width == column.width,
                overflow="fold",
                style=column.style,
                min_width=column.least_width,
            )
        rows = zip(*(column.cells for column in self.columns), strict=True)
        for number, row in enumerate(rows):
            if number in self.titles:
                grid.add_row(Text(self.titles[number], style="bold", no_wrap=False))
            style = self.styles[number] if self.styles else ""
            grid.add_row(*map(Text, row), style=style)
        return grid
