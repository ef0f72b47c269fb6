"""What the reader of a schema has to know of the types of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class TypeRules(Protocol):
    """What the descriptor of a field may say, by the type of the field."""

    @property
    def constraints(self) -> tuple[str, ...]:
        """Constraints beside `required` and `unique`."""

    @property
    def formats(self) -> tuple[str, ...]:
        """The only formats; empty when any text may be one."""

    @property
    def properties(self) -> Mapping[str, str]:
        """Properties beside the format, and of which kind each is."""

    @property
    def category(self) -> type | None:
        """What a category is; None when there are none."""

    @property
    def may_be_item(self) -> bool:
        """Whether the items of a list may be of the type."""


# The rules of each type of Table Schema, by its name.
Types = Mapping[str, TypeRules]
