"""How to cite a data package."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
        The citation, without a line feed at the end. Its year is that of `created`, and its
        publisher the contributor in that role; what the descriptor does not say is left out.

    Raises:
        UnknownNameError: When there is no such style.
    """
    if style not in STYLES:
        raise UnknownNameError("style", style, STYLES)
    cited = _read(descriptor)
    return {"text": _text, "bibtex": _bibtex, "csl-json": _csl}[style](cited)


@dataclass(frozen=True, slots=True)
class _Cited:
    """What is cited; what the descriptor does not say is empty."""

    name: str
    authors: list[str]
    year: str
    title: str
    version: str
    publisher: str
    licence: str
    url: str


def _read(descriptor: Mapping[str, Any]) -> _Cited:
    name = text_of(descriptor.get("name")) or "data-package"
    year = re.match("[0-9]{4}", text_of(descriptor.get("created")))
    urls = (text_of(descriptor.get(key)) for key in ("id", "homepage"))
    return _Cited(
        name=name,
        authors=_texts(descriptor.get("contributors"), "title"),
        year=year[0] if year else "",
        title=text_of(descriptor.get("title")) or name,
        version=text_of(descriptor.get("version")),
        publisher=next(_publishers(descriptor.get("contributors")), ""),
        licence=", ".join(_texts(descriptor.get("licenses"), "name")),
        url=next((url for url in urls if url.startswith(("https://", "http://"))), ""),
    )


def _text(cited: _Cited) -> str:
    authors = "; ".join(cited.authors)
    year = f" ({cited.year})" if cited.year else ""
    by = f"{authors}{year}: " if authors else ""
    publisher = cited.publisher if [cited.publisher] != cited.authors else ""
    version = f", version {cited.version}" if cited.version else ""
    title = f"{by}{cited.title} (data package{version})"
    parts = [title, publisher, cited.licence, cited.url]
    return ". ".join(part for part in parts if part) + "."


def _bibtex(cited: _Cited) -> str:
    fields = {
        # Braces keep BibTeX from taking the name of a group apart.
        "author": " and ".join(f"{{{author}}}" for author in cited.authors),
        "title": cited.title,
        "year": cited.year,
        "version": cited.version,
        "publisher": cited.publisher,
        "note": f"Data package, {cited.licence}" if cited.licence else "Data package",
        "url": cited.url,
    }
    lines = [f"  {key} = {{{_escaped(value)}}}," for key, value in fields.items() if value]
    key = "-".join(part for part in (cited.name, cited.version) if part)
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _csl(cited: _Cited) -> str:
    item = {
        "id": cited.name,
        "type": "dataset",
        "title": cited.title,
        "version": cited.version,
        "author": [{"literal": author} for author in cited.authors],
        "issued": {"date-parts": [[int(cited.year)]]} if cited.year else None,
        "publisher": cited.publisher,
        "license": cited.licence,
        "URL": cited.url,
    }
    return json.dumps([{k: v for k, v in item.items() if v}], ensure_ascii=False, indent=2)


def _escaped(text: str) -> str:
    return text.replace("&", r"\&").replace("%", r"\%").replace("#", r"\#").replace("_", r"\_")


def _publishers(entries: Any) -> Iterator[str]:
    """Name the contributors that publish; version 1 has one role, version 2 a list of them."""
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict):
            roles = entry.get("roles")
            named = roles if isinstance(roles, list) else [entry.get("role")]
            if any(text_of(role).lower() == "publisher" for role in named):
                yield text_of(entry.get("title")) or text_of(entry.get("organization"))


def _texts(entries: Any, key: str) -> list[str]:
    """Pick the texts under a key from what should be a list of objects, but may be anything."""
    objects = entries if isinstance(entries, list) else []
    found = (text_of(entry.get(key)) for entry in objects if isinstance(entry, dict))
    return [text for text in found if text]
