"""How to cite a data package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from anhui_indicators._text import text_of
from anhui_indicators.errors import UnknownNameError

STYLES = ("text", "bibtex", "csl-json")


def cite(descriptor: Mapping[str, Any], style: str = "text") -> str:
    """Say how to cite a data package, its version included.

    Args:
        descriptor: Descriptor of the package.
        style: ``"text"``, ``"bibtex"`` or ``"csl-json"`` (Citation Style Language 1.0).

    Returns:
        The citation, without a line feed at the end. It has no year: the version says which data
        were used, and the package holds no date of its own making.

    Raises:
        UnknownNameError: When there is no such style.
    """
    authors = _texts(descriptor.get("contributors"), "title")
    name = text_of(descriptor.get("name")) or "data-package"
    title = text_of(descriptor.get("title")) or name
    version = text_of(descriptor.get("version"))
    licence = ", ".join(_texts(descriptor.get("licenses"), "name"))
    url = text_of(descriptor.get("id")) or text_of(descriptor.get("homepage"))
    match style:
        case "text":
            return _text(authors, title, version, licence, url)
        case "bibtex":
            return _bibtex(name, authors, title, version, licence, url)
        case "csl-json":
            item = {
                "id": name,
                "type": "dataset",
                "title": title,
                "version": version,
                "author": [{"literal": author} for author in authors],
                **({"license": licence} if licence else {}),
                **({"URL": url} if url else {}),
            }
            return json.dumps([item], ensure_ascii=False, indent=2)
    raise UnknownNameError("style", style, STYLES)


def _text(authors: list[str], title: str, version: str, licence: str, url: str) -> str:
    by = f"{'; '.join(authors)}: " if authors else ""
    parts = [f"{by}{title} (data package, version {version})", licence, url]
    return ". ".join(part for part in parts if part) + "."


def _bibtex(name: str, authors: list[str], title: str, version: str, licence: str, url: str) -> str:
    fields = {
        # Braces keep BibTeX from taking the name of a group apart.
        "author": " and ".join(f"{{{author}}}" for author in authors),
        "title": title,
        "version": version,
        "note": f"Data package, {licence}" if licence else "Data package",
        "url": url,
    }
    lines = [f"  {key} = {{{_escaped(value)}}}," for key, value in fields.items() if value]
    return "\n".join([f"@misc{{{name}-{version},", *lines, "}"])


def _escaped(text: str) -> str:
    return text.replace("&", r"\&").replace("%", r"\%").replace("#", r"\#").replace("_", r"\_")


def _texts(entries: Any, key: str) -> list[str]:
    """Pick the texts under a key from what should be a list of objects, but may be anything."""
    objects = entries if isinstance(entries, list) else []
    found = (text_of(entry.get(key)) for entry in objects if isinstance(entry, dict))
    return [text for text in found if text]
