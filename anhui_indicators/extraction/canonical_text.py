"""The canonical form of a text, in which paragraphs can be counted and hashed."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from anhui_indicators._text import CONTROL
from anhui_indicators.errors import ReadError

_OTHER_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# A letter has a few accents at most; Unicode’s own limit for streams is 30 (UAX #15).
MOST_MARKS = 100
_ODD_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS},}}")


@dataclass(frozen=True)
class CanonicalText:
    """A text in canonical form.

    The form is that of the table `sources`: UTF-8 without byte order mark, Unicode form NFC,
    trailing white space and empty lines taken off, the lines joined by single line feeds.

    Attributes:
        paragraphs: The lines; paragraph 1 is the first.
    """

    paragraphs: tuple[str, ...] = field(repr=False)

    @cached_property
    def length(self) -> int:
        """Number of characters, line feeds between paragraphs included."""
        return sum(map(len, self.paragraphs)) + len(self.paragraphs) - 1

    @cached_property
    def sha256(self) -> str:
        """Hash of the text, lower-case hexadecimal."""
        return hashlib.sha256("\n".join(self.paragraphs).encode()).hexdigest()


def read_text(path: str | os.PathLike[str]) -> CanonicalText:
    """Read a text file.

    Args:
        path: A plain text in UTF-8.

    Returns:
        The text in canonical form; it has at least one paragraph.

    Raises:
        ReadError: When there is no such file, or it is not UTF-8, not text, or empty.
    """
    file = Path(path)
    name = repr(str(file))
    try:
        if not file.is_file():
            wrong = "is not a plain file" if file.exists() else "does not exist"
            raise ReadError(f"{name} {wrong}.", "Give a text file.")
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{name} cannot be read: {reason}.", "Give a text file.") from error
    if data.startswith(_OTHER_MARKS):
        raise ReadError(f"{name} is UTF-16 or UTF-32.", "Save it as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"{name} is not UTF-8: see byte {error.start + 1:,}, in line {line:,}."
        raise ReadError(message, "Save it as plain text in UTF-8.") from error
    for run in _ODD_RUN.finditer(text):
        # To order the marks on one letter takes time that grows with the square of their number.
        if sum(unicodedata.combining(character) > 0 for character in run.group()) > MOST_MARKS:
            message = f"{name} is not text: character {run.start() + 1:,} bears more than "
            raise ReadError(f"{message}{MOST_MARKS} accents.", "Give plain text in UTF-8.")
    canonical = to_canonical(text)
    for number, paragraph in enumerate(canonical.paragraphs, 1):
        if found := CONTROL.search(paragraph):
            message = f"{name} is not text: paragraph {number:,} holds a {found.group()!r}."
            hint = "Give plain text in UTF-8, not UTF-16, a document or a program."
            raise ReadError(message, hint)
    if not canonical.paragraphs:
        raise ReadError(f"{name} is empty.", "Give a text with at least one line.")
    return canonical


def to_canonical(text: str) -> CanonicalText:
    r"""Bring a text into canonical form.

    Example:
        >>> to_canonical("One \r\n\r\n two").paragraphs
        ('One', ' two')
    """
    lines = unicodedata.normalize("NFC", text).splitlines()
    return CanonicalText(tuple(line.rstrip() for line in lines if line.strip()))
