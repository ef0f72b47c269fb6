"""What a portal holds of a release: its files, with what the descriptor says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anhui_indicators.datapackage.descriptors.resource import FORMATS
from anhui_indicators.metadata.portals.texts import entries, line, web_address
from anhui_indicators.metadata.published_file import PublishedFile

_MEDIA_TYPE = re.compile(r"[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+(;[ -~]*)?")

# Of files for which the descriptor has none. The tables of Python differ between its versions,
# and take in those of the machine.
_MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "zip": "application/zip"}


@dataclass(frozen=True, slots=True)
class Holding:
    """A file of a release, or one elsewhere that its descriptor leads to.

    Attributes:
        path: Relative to the folder of the release, or a web URL.
        name: Name for people: that of the resource when it is its only file, or else the path.
        description: What is in it; may be empty.
        format: Such as `csv`; may be empty.
        mediatype: Media type.
        file: Size and hash; None for a file elsewhere.
    """

    path: str
    name: str
    description: str
    format: str
    mediatype: str
    file: PublishedFile | None


def holdings(descriptor: Mapping[str, Any], files: Sequence[PublishedFile]) -> list[Holding]:
    """Give the files of a release in their order, and then those elsewhere.

    Args:
        descriptor: Descriptor of the package.
        files: Files of the release.
    """
    described = dict(_described(descriptor))
    known = {file.path: file for file in files}
    elsewhere = [path for path in described if path not in known and web_address(path)]
    return [
        _holding(path, *described.get(path, (path, {})), known.get(path))
        for path in [*known, *elsewhere]
    ]


def _described(descriptor: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, Any]]]:
    """Give for each path in the descriptor the name of its file, and its resource."""
    for resource in entries(descriptor.get("resources")):
        path = resource.get("path")
        listed = path if isinstance(path, list) else [path]
        paths = [entry for entry in listed if isinstance(entry, str)]
        for entry in paths:
            yield entry, (line(resource.get("name")) if len(paths) == 1 else entry, resource)


def _holding(
    path: str, name: str, resource: Mapping[str, Any], file: PublishedFile | None
) -> Holding:
    suffix = path.rpartition("/")[2].rpartition(".")[2].lower()
    return Holding(
        path,
        name,
        description=line(resource.get("description")) or line(resource.get("title")),
        format=_format(line(resource.get("format")).lower(), suffix),
        mediatype=_media_type(line(resource.get("mediatype")), suffix),
        file=file,
    )


def _format(declared: str, suffix: str) -> str:
    """Give the declared format, or that of the suffix where the suffix is known for one."""
    if declared:
        return FORMATS.get(declared, declared)
    return FORMATS.get(suffix, suffix if suffix in _MEDIA_TYPES else "")


def _media_type(declared: str, suffix: str) -> str:
    """Give the declared media type, should it be one, or that of the suffix."""
    if _MEDIA_TYPE.fullmatch(declared):
        return declared
    return _MEDIA_TYPES.get(suffix, "application/octet-stream")
