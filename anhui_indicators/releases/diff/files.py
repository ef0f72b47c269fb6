"""The files of two versions of a resource, whatever they hold."""

from __future__ import annotations

import codecs
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from anhui_indicators.datapackage.access.checksums import ALGORITHM
from anhui_indicators.datapackage.access.paths import is_url
from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.resource_files import UTF_8, ResourceFiles
from anhui_indicators.releases.diff.changes import Change
from anhui_indicators.releases.diff.columns import written
from anhui_indicators.releases.diff.properties import as_json


def fingerprint(resource: Resource, files: ResourceFiles) -> str:
    """Give a text that is the same for the same bytes.

    What is at a URL is the same for both packages: it is not fetched to find that out,
    unless URLs are followed.

    Raises:
        RejectedInputError: When a file cannot be read.
    """
    # How the bytes are parted counts: each file of a table has a header of its own. So does the
    # order of what is within the descriptor: the first row names the columns.
    parts = [
        json.dumps([resource.data, resource.text]),
        *(_of_part(path, files) for path in resource.paths),
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def compare_files(old: Resource, new: Resource, table: str) -> Iterator[Change]:
    """Compare where two resources are and how they are written, as far as descriptors say.

    Args:
        old: The old resource.
        new: The new resource.
        table: Name of the table or file that the changes are of.
    """
    if old.paths != new.paths:
        paths = as_json(list(old.paths)), as_json(list(new.paths))
        yield Change("file-moved", table, before=paths[0], after=paths[1])
    before, after = _form(old), _form(new)
    for name in before:
        if before[name] != after[name]:
            texts = as_json(before[name]), as_json(after[name])
            yield Change("file-format", table, subject=name, before=texts[0], after=texts[1])


def read_alike(old: Resource, new: Resource) -> bool:
    """Return whether the same bytes say the same under both descriptors."""
    return _form(old) == _form(new) and _columns(old) == _columns(new)


def _of_part(path: str, files: ResourceFiles) -> str:
    """Give the hash of a file, or a URL that is not followed as it is."""
    if is_url(path) and not files.remote.allowed:
        return path
    return files.measure(path, ALGORITHM)[1]


def _form(resource: Resource) -> dict[str, Any]:
    dialect = asdict(resource.dialect)
    return {
        "format": resource.format,
        "compression": resource.compression,
        "encoding": _encoding(resource.encoding or UTF_8),
        **{re.sub("_(.)", lambda at: at[1].upper(), name): dialect[name] for name in dialect},
    }


def _encoding(name: str) -> str:
    """Give the one name of an encoding that has several; of an unknown one, its own."""
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return name.lower()


def _columns(resource: Resource) -> Any:
    if resource.schema is None:
        return None
    fields = [(f.name, f.type, f.missing_values, written(f)) for f in resource.schema.fields]
    return resource.schema.fields_match, fields
