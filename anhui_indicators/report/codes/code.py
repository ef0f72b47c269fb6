"""What is declared of a kind of fault, and the page that is made of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of fault.

    Attributes:
        name: Its stable name, in kebab case; that of Frictionless where it has one.
        meaning: What it means, in one sentence.
        why: When it is told, of which property of the standard, and why it matters.
        mend: What to do about it.
        example: The fault in a few lines, and what is said of them, in Markdown; see `shown`.
    """

    name: str
    meaning: str
    why: str
    mend: str
    example: str

    @property
    def markdown(self) -> str:
        """All that is declared, as a page without its title."""
        return (
            f"{self.meaning}\n\n"
            f"## When it is told\n\n{self.why}\n\n"
            f"## What to do\n\n{self.mend}\n\n"
            f"## Example\n\n{self.example}\n"
        )


def shown(language: str, *lines: str, said: str) -> str:
    """Write an example in Markdown.

    Args:
        language: What the lines are, such as ``"csv"``.
        lines: What has the fault.
        said: The place of the fault and what is said of it.
    """
    return "\n".join([f"```{language}", *lines, "```", "", said])
