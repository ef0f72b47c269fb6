"""Regular expressions of strangers: the semantics of Python, without its exponential time.

Those that mean the same to RE2 on the texts at hand are matched by it, in linear time. The others
are matched by Python in a process of their own, which is ended when it takes too long.
"""

from __future__ import annotations

import re
import subprocess
import sys
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING

from anhui_indicators.errors import RefusedError
from anhui_indicators.untrusted.limits import PATTERN_CHARACTERS, PATTERN_SECONDS

if TYPE_CHECKING:
    import pyarrow as pa

# On texts of printable ASCII these parts of an expression mean the same to both engines: no classes
# of Unicode, no look-around, no back-references, no flags, no possessive quantifiers.
_COMMON = re.compile(
    r"""(?x) (?:
        [A-Za-z0-9 _,.:;=!"'#%&/<>@`~^$|)-]     # literals, anchors, alternatives
      | \( (?: \?: )? (?! [?] )                 # groups
      | \[ \^? (?: [A-Za-z0-9 _,.:;=!"'#%&/<>@`~$|(){}*+?-] | \\[dwDW.\\/()\[\]{}+*?^$|-] )+ \]
      | \\[dwDW.\\/()\[\]{}+*?^$|-]
      | (?: [*+?] | \{ [0-9]{1,3} (?: , [0-9]{0,3} )? \} ) \?? (?! [*+?{] )
    )*"""
)

_PLAIN = r"^[\x20-\x7e]*$"

_MATCH = """
import json, re, sys
pattern, texts = json.load(sys.stdin)
match = re.compile(pattern).match
json.dump([match(text) is not None for text in texts], sys.stdout)
"""


def python_form(pattern: str) -> str:
    """Give the expression that frictionless-py makes of the constraint `pattern`.

    Alternatives at the top stand outside of the anchors there; in the standard a pattern is for
    the whole value.
    """
    return f"^(?:{pattern})$"


def fault(pattern: object) -> str:
    """Say why a pattern cannot be used; empty when it can."""
    if not isinstance(pattern, str):
        return "it is no text"
    if len(pattern) > PATTERN_CHARACTERS:
        return f"it has more than {PATTERN_CHARACTERS:,} characters"
    with warnings.catch_warnings(action="ignore"):
        try:
            re.compile(python_form(pattern))
        except (re.error, RecursionError, OverflowError) as error:
            return str(error)
    return ""


def matches(pattern: str, texts: pa.Array) -> pa.Array:
    """Match whole texts.

    Args:
        pattern: Regular expression, in the syntax of Python.
        texts: Arrow array of strings without nulls.

    Returns:
        Arrow array of booleans.

    Raises:
        RefusedError: When it takes too long.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    found = np.zeros(len(texts), dtype=bool)
    rest = np.ones(len(texts), dtype=bool)
    if _COMMON.fullmatch(pattern):
        rest = ~np.asarray(pc.match_substring_regex(texts, _PLAIN))
        try:
            found = np.array(pc.match_substring_regex(texts, python_form(pattern)))
        except pa.ArrowInvalid:
            rest[:] = True  # RE2 has bounds of its own on the size of an expression.
    positions = np.flatnonzero(rest)
    if len(positions):
        encoded = texts.take(pa.array(positions)).dictionary_encode()
        outcomes = np.array(_match_apart(pattern, encoded.dictionary.to_pylist()), dtype=bool)
        found[positions] = outcomes[np.asarray(encoded.indices)]
    return pa.array(found)


def _match_apart(pattern: str, texts: Sequence[str]) -> list[bool]:
    """Match texts with Python, in a process that can be ended."""
    import json

    given = json.dumps([python_form(pattern), texts])
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-S", "-c", _MATCH],
            input=given.encode(),
            capture_output=True,
            check=True,
            timeout=PATTERN_SECONDS,
        )
    except (subprocess.SubprocessError, OSError) as error:
        message = f"The pattern {pattern!r} takes too long to match."
        hint = "Write it without repeated groups that repeat inside, or matching becomes hopeless."
        raise RefusedError("pattern-error", message, hint) from error
    outcomes: list[bool] = json.loads(done.stdout)
    return outcomes
