"""The formats of the type `string`."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from anhui_indicators.datapackage.fields.well_known_text import SIMPLE_GEOMETRY, is_geometry


@dataclass(frozen=True, slots=True)
class StringFormat:
    """A form that a text must have.

    Attributes:
        sure: Regular expression of texts that have it for certain.
        is_valid: Returns whether a text has it, or raises what it likes.
        longest: Number of bytes up to which the expression is sure, or None.
    """

    sure: str
    is_valid: Callable[[str], bool]
    longest: int | None = None


_WORD = r"[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?\."


def _is_email(text: str) -> bool:
    import validators  # noqa: PLC0415  Few texts need it.

    return bool(validators.email(text))


def _is_uri(text: str) -> bool:
    from rfc3986 import uri_reference  # noqa: PLC0415  Few texts need it.

    return bool(uri_reference(text).scheme)


def _is_uuid(text: str) -> bool:
    return bool(UUID(text))


def _is_base64(text: str) -> bool:
    base64.b64decode(text)
    return True


FORMATS: Mapping[str, StringFormat] = {
    # A name has up to 64 characters, and a host up to 253.
    "email": StringFormat(
        rf"^{_WORD}(?:\.{_WORD})*@(?:{_LABEL})+[0-9A-Za-z][0-9A-Za-z-]{{0,61}}[A-Za-z]$",
        _is_email,
        longest=64,
    ),
    "uri": StringFormat(r"^[a-zA-Z][a-zA-Z0-9+.-]*:", _is_uri),
    "binary": StringFormat(
        r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$", _is_base64
    ),
    "uuid": StringFormat(r"^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$", _is_uuid),
    "wkt": StringFormat(SIMPLE_GEOMETRY, is_geometry),
}
