"""Words of a descriptor, each in the form that all portals share; it may hold anything else too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from anhui_indicators._text import text_of

# Without names and passwords, and with a host that no parser stumbles over.
_WEB = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#]\S*)?")

# Data Package takes the names of the Open Definition. These differ from SPDX by more than case.
_SPDX = {"odc-odbl-1.0": "odbl-1.0", "odc-pddl-1.0": "pddl-1.0"}


def line(value: Any) -> str:
    """Give a text in one line; what is not text is an empty one.

    Example:
        >>> line(" Ten  years of Anhui "), line(7)
        ('Ten years of Anhui', '')
    """
    return " ".join(text_of(value).split())


def lines(values: Any) -> list[str]:
    """Give the texts of what should be a list of them, each in one line and once."""
    texts = map(line, values if isinstance(values, list) else [])
    return list(dict.fromkeys(text for text in texts if text))


def entries(value: Any) -> list[Mapping[str, Any]]:
    """Give the objects of what should be a list of them."""
    listed = value if isinstance(value, list) else []
    return [entry for entry in listed if isinstance(entry, Mapping)]


def title(descriptor: Mapping[str, Any]) -> str:
    """Give the title of a package, or else its name."""
    return line(descriptor.get("title")) or line(descriptor["name"])


def web_address(value: Any) -> str:
    """Give the URL of a web page; a text that is not one gives an empty text."""
    url = line(value)
    return url if _WEB.fullmatch(url) else ""


def licence_ids(descriptor: Mapping[str, Any]) -> list[str]:
    """Give the names of the licences, in lower case and as SPDX spells them."""
    names = (line(entry.get("name")).lower() for entry in entries(descriptor.get("licenses")))
    return [_SPDX.get(name, name) for name in names if name]
