"""Regular expressions of strangers: the semantics of Python, without its exponential time.

Those that mean the same to RE2 on the texts present are matched by it, in linear time. The others
are matched by Python in a process of their own, which is ended when it takes too long.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import warnings
from collections.abc import Sequence
from itertools import accumulate

from anhui_indicators.datapackage.access.xml_schema_patterns import is_of_xml_schema, to_re2
from anhui_indicators.datapackage.codes.reading import PATTERN_ERROR
from anhui_indicators.datapackage.limits import PATTERN_CHARACTERS, PATTERN_DEPTH
from anhui_indicators.errors import RejectedInputError

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

_OUTSIDE = re.compile(r"\\[DW]|\[\^[^\]]*\\[dw]")

_MATCH = """
import json, re, sys
pattern, texts = json.load(sys.stdin)
match = re.compile(pattern).match
json.dump([match(text) is not None for text in texts], sys.stdout)
"""


def python_form(pattern: str) -> str:
    """Give the expression that frictionless-py makes of the constraint `pattern`.

    Alternatives at the top are outside of the anchors there; in the standard a pattern is for
    the whole value.
    """
    return f"^(?:{pattern})$"


def unsafe_pattern_reason(pattern: object) -> str:
    """Say why a pattern cannot be used; empty when it can."""
    if not isinstance(pattern, str):
        return "it is not text"
    if len(pattern) > PATTERN_CHARACTERS:
        return f"it has more than {PATTERN_CHARACTERS:,} characters"
    if _depth(pattern) > PATTERN_DEPTH:
        return f"it nests more than {PATTERN_DEPTH} groups"
    try:
        if is_of_xml_schema(pattern):
            to_re2(pattern)
            return ""
        with warnings.catch_warnings(action="ignore"):
            # Alone too, since `a)(b` would be sound within a group.
            re.compile(pattern), re.compile(python_form(pattern))
    except (re.error, OverflowError, ValueError) as error:
        return str(error)
    return ""


def _depth(pattern: str) -> int:
    """Give the depth of the groups, at least: what is escaped opens and closes none."""
    brackets = re.sub(r"\\.|[^()]", "", pattern, flags=re.DOTALL)
    return max(accumulate(1 if bracket == "(" else -1 for bracket in brackets), default=0)


def is_common(pattern: str) -> bool:
    """Return whether RE2 finds the same as Python in texts of printable ASCII."""
    return bool(_COMMON.fullmatch(pattern))


def is_narrower(pattern: str) -> bool:
    """Return whether Python finds whatever RE2 finds, in any text.

    Classes of digits and letters are those of ASCII to RE2, so that only what is outside of one
    is more to it.
    """
    return not _OUTSIDE.search(pattern)


def match_apart(pattern: str, texts: Sequence[str], seconds: float) -> list[bool]:
    """Match whole texts with Python, in a process that is ended when it takes too long.

    Raises:
        RejectedInputError: When it does.
    """
    given = json.dumps([python_form(pattern), texts])
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-S", "-c", _MATCH],
            input=given.encode(),
            capture_output=True,
            check=True,
            timeout=max(seconds, 0.0),
        )
    except OSError as error:
        message = f"The pattern {pattern!r} cannot be matched: {error.strerror}."
        raise RejectedInputError(PATTERN_ERROR, message, "Try again with more memory.") from error
    except subprocess.SubprocessError as error:
        message = f"The pattern {pattern!r} takes too long to match."
        hint = "Write it without repeated groups that repeat inside, or matching becomes hopeless."
        raise RejectedInputError(PATTERN_ERROR, message, hint) from error
    outcomes: list[bool] = json.loads(done.stdout)
    return outcomes
