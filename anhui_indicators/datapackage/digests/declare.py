"""Digests written into the descriptor of a package, by which others see that it is whole."""

from __future__ import annotations

import json
import re
from typing import Any

from anhui_indicators._files import write_atomically
from anhui_indicators.datapackage.digests.content_digest import ContentDigest
from anhui_indicators.datapackage.layout import PARQUET_SUFFIX
from anhui_indicators.datapackage.opening import OpenPackage
from anhui_indicators.errors import ReadError

_INDENT = re.compile(r"\A\s*[{[]\s*?\n([ \t]+)")


def declare_digests(opened: OpenPackage, found: ContentDigest) -> None:
    """Write digests into the descriptor of a package; all else in it stays as it is.

    Args:
        opened: The package, in a folder.
        found: Its digests.

    Raises:
        ReadError: When the package is an archive, or its descriptor cannot be written.
    """
    if opened.is_archive:
        message = f"{opened.name} is an archive, which is not changed."
        raise ReadError(message, "Extract it, and name the folder.")
    text = opened.file.read_text(encoding="utf-8-sig")
    descriptor: dict[str, Any] = json.loads(text)
    tables = {each.name: each for each in found.tables}
    for entry in descriptor["resources"]:
        name = entry.get("name") if isinstance(entry, dict) else None
        if name in tables:
            entry.update(tables[name].to_dict())
        elif isinstance(name, str) and name.removesuffix(PARQUET_SUFFIX) in tables:
            entry["digest"] = tables[name.removesuffix(PARQUET_SUFFIX)].digest
    descriptor["digest"] = found.digest
    indent = _INDENT.match(text)
    written = json.dumps(
        descriptor, ensure_ascii=text.isascii(), indent=indent[1] if indent else None
    )
    end = "\n" if text.endswith("\n") else ""
    try:
        mode = opened.file.stat().st_mode
        write_atomically(opened.file.resolve(), [(written + end).encode()], mode=mode)
    except OSError as error:
        message = f"{opened.file} cannot be written: {error.strerror or error}."
        raise ReadError(message, "Check that you may write it.") from error
