"""The kinds of issues: each has a stable name, and words that explain it."""

from __future__ import annotations

from typing import Any


class Code(str):
    """One kind of issue: its stable name in kebab case, that of Frictionless where it has one.

    It is a string, so that it compares, sorts and becomes JSON as its name.

    Args:
        name: The name.
        meaning: What it means, in one sentence.
        why: When it is reported, which property of the standard it belongs to, why it matters.
        fix: What to do about it.
        example: The issue in a few lines, and what is said of them, in Markdown; see `shown`.
        follows_edit: Whether it also comes about when a cell is edited that has an issue itself.

    Example:
        >>> code = Code("row-count", meaning="A table has more or fewer rows than declared.")
        >>> code == "row-count", code.meaning
        (True, 'A table has more or fewer rows than declared.')
    """

    meaning: str
    why: str
    fix: str
    example: str
    follows_edit: bool

    def __new__(
        cls,
        name: str,
        meaning: str = "",
        why: str = "",
        fix: str = "",
        example: str = "",
        *,
        follows_edit: bool = False,
    ) -> Code:
        """Make a code of a name and the words that explain it."""
        code = super().__new__(cls, name)
        code.meaning, code.why, code.fix, code.example = meaning, why, fix, example
        code.follows_edit = follows_edit
        return code

    @classmethod
    def of(cls, name: str) -> Code:
        """Give a code that may be given by its name alone, without words."""
        return name if isinstance(name, Code) else cls(name)

    def __deepcopy__(self, memo: dict[int, Any]) -> Code:
        """Give the code itself: it never changes."""
        return self

    @property
    def markdown(self) -> str:
        """All that is declared, as a page without its title."""
        return (
            f"{self.meaning}\n\n"
            f"## When it is reported\n\n{self.why}\n\n"
            f"## What to do\n\n{self.fix}\n\n"
            f"## Example\n\n{self.example}\n"
        )


def shown(language: str, *lines: str, said: str) -> str:
    """Write an example in Markdown.

    Args:
        language: What the lines are, such as ``"csv"``.
        lines: What has the issue.
        said: The place of the issue and what is said of it.
    """
    return "\n".join([f"```{language}", *lines, "```", "", said])
