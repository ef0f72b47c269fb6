"""Which encoding a text has that is not in the one declared."""

from __future__ import annotations

from dataclasses import replace

from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.limits import MEBIBYTE
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import RejectedInputError

_SAMPLE = MEBIBYTE

# Encodings of a byte a character whose texts look alike to the library that detects them; the
# first fits most of them.
_LATIN = ("cp1252", "cp1250", "mac_roman")
_ALIKE = ("cp1250", "cp1252", "latin_1", "cp437", "cp850", "cp858", "hp_roman8")


def with_encoding(issue: Issue, resource: Resource, files: ResourceFiles) -> Issue:
    """Name the encoding that fits in an issue of a text that cannot be decoded.

    Args:
        issue: The issue.
        resource: The table.
        files: Where its file comes from.
    """
    if resource.compression or len(resource.paths) != 1:
        return issue
    try:
        with files.open(resource.paths[0]) as file:
            encoding = likely_encoding(file.read(_SAMPLE))
    except (OSError, RejectedInputError):
        return issue
    if encoding is None:
        return issue
    message = f"{issue.message}; it looks like {encoding}"
    return replace(issue, message=message, hint=f'Declare it: "encoding": "{encoding}".')


def likely_encoding(sample: bytes) -> str | None:
    """Tell the encoding of a text by the beginning of it; None when none fits."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  Most texts are UTF-8.

    best = from_bytes(sample).best()
    if best is None or best.encoding in ("ascii", "utf_8"):
        return None
    if best.encoding in _ALIKE or best.encoding.startswith(("iso8859_1", "iso8859_2", "mac_")):
        return max(_LATIN, key=lambda name: _letters(sample, name))
    return str(best.encoding)


def _letters(sample: bytes, encoding: str) -> float:
    """Give the share of the characters beyond ASCII that are letters, as those of words are."""
    beyond = [each for each in sample.decode(encoding, "replace") if ord(each) > 127]
    return sum(each.isalpha() for each in beyond) / max(len(beyond), 1)
