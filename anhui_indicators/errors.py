"""Errors that a caller can act on: each says what is wrong, where, and what to do.

    IndicatorsError             every error that the library raises on purpose
      UnknownNameError          a name that does not exist, with the nearest ones
      AmbiguousValueError       a question with more than one answer
      IncompatibleUnitsError    a calculation or an order of values of different units
      CalculationError          a calculation without a result
        DivisionByZeroError     a division by a value that may be zero
      ReadError                 a file, folder or URL that cannot be read or written
        RejectedInputError      part of a package that is not read; has the code of an issue
      InvalidRecordError        a record with issues; nothing was built
      RejectedReleaseError      a package that may not be published; nothing was
      MissingDependencyError    an optional library that is not installed

All are built of a message and a hint, with the code before where there is one and the report
behind where there is one; those of names and of libraries make both themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from anhui_indicators._text import without_credentials

# Names that are compared letter by letter, which takes long.
_COMPARED = 300


class IndicatorsError(Exception):
    """Base of every error that this library raises on purpose.

    Args:
        message: What is wrong and where, one sentence.
        hint: What to do about it, one sentence; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        # Whoever prints it, nobody reads a password.
        self.message = without_credentials(message)
        self.hint = without_credentials(hint)
        super().__init__(self.message)

    def __str__(self) -> str:
        # KeyError, a base of one subclass, would print the message as a quoted literal.
        return f"{self.message} {self.hint}".strip()


class UnknownNameError(IndicatorsError, KeyError, ValueError):
    """A table, column, indicator, engine, theme or other name that does not exist.

    It is a `KeyError` for those who look names up and a `ValueError` for those who pass options.

    Args:
        kind: What sort of name it is, such as ``"indicator"``.
        name: The name that was asked for.
        choices: The names that exist.
        related: Names that are meant likely where none is spelled alike.
    """

    def __init__(
        self, kind: str, name: object, choices: Iterable[str], related: Iterable[str] = ()
    ) -> None:
        self.kind = kind
        self.name = name
        self.choices = tuple(choices)
        self.nearest = nearest(str(name), self.choices) or tuple(islice(related, 5))
        super().__init__(f"There is no {kind} {str(name)!r}.", _suggest(self.nearest, self.choices))


class AmbiguousValueError(IndicatorsError, ValueError):
    """A question that has more than one answer; the hint lists them."""


class IncompatibleUnitsError(IndicatorsError, TypeError):
    """Two values that cannot be added or compared, since their units differ."""


class CalculationError(IndicatorsError, ArithmeticError):
    """A calculation with values that has no result; the message says why."""


class DivisionByZeroError(CalculationError, ZeroDivisionError):
    """A division by a value that may be zero within its bounds."""


class ReadError(IndicatorsError):
    """A file, folder or URL that cannot be read, written, or taken for what it should be."""


class RejectedInputError(ReadError):
    """Something in a package that is not read, since it may do harm or cannot be used.

    Args:
        code: Code of the issue that it becomes.
        message: What is wrong and where, one sentence.
        hint: What to do about it, one sentence; may be empty.
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.code = code


class InvalidRecordError(IndicatorsError, ValueError):
    """A record with issues; nothing was built.

    Attributes:
        report: A `Report` with every issue: table, row, column, value and hint.
    """

    def __init__(self, message: str, hint: str = "", report: Any = None) -> None:
        super().__init__(message, hint)
        self.report = report


class RejectedReleaseError(IndicatorsError, ValueError):
    """A package that may not be published as it is; nothing of it was.

    It is invalid, lacks a name or a version, or its version is too low or taken.

    Attributes:
        report: A `Report` with every issue, when it is invalid; else None.
    """

    def __init__(self, message: str, hint: str = "", report: Any = None) -> None:
        super().__init__(message, hint)
        self.report = report


class MissingDependencyError(IndicatorsError, ImportError):
    """An optional library that is not installed."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(
            f"{library} is not installed.", f"Run: pip install 'anhui-indicators[{extra}]'"
        )


def nearest(name: str, choices: Iterable[str]) -> tuple[str, ...]:
    """Give up to five of the choices that are spelled most like a name, or contain it.

    Args:
        name: What was typed.
        choices: What exists.

    Returns:
        The likeliest first.
    """
    # Every module imports this one, and few runs see a name that does not exist.
    from difflib import get_close_matches  # noqa: PLC0415

    folded = {choice.casefold(): choice for choice in choices}
    expected = name.casefold()
    close = get_close_matches(expected, [*islice(folded, _COMPARED)], n=5, cutoff=0.6)
    beginning = [choice for choice in folded if expected and choice.startswith(expected)]
    containing = [choice for choice in folded if expected and expected in choice]
    ranked = dict.fromkeys([*close[:1], *beginning, *close, *containing])
    return tuple(folded[choice] for choice in ranked)[:5]


def _suggest(near: tuple[str, ...], choices: tuple[str, ...]) -> str:
    if near:
        return f"Did you mean {', '.join(near)}?"
    if len(choices) > 12:
        return f"There are {len(choices)}, such as {', '.join(choices[:5])}."
    return f"There are: {', '.join(choices)}." if choices else ""
