"""A release at GitHub: what creates it, and the files to attach.

The fields are those of https://docs.github.com/rest/releases/releases#create-a-release and of
https://docs.github.com/rest/releases/assets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from anhui_indicators._text import text_of
from anhui_indicators.metadata.portals.holdings import Holding, holdings
from anhui_indicators.metadata.portals.texts import line, title
from anhui_indicators.metadata.published_file import PublishedFile

# GitHub takes up to 1,000 files below 2 GiB, and up to 125,000 characters of text, of which the
# digest takes a few.
_ASSETS = 1000
_ASSET_BYTES = 2**31
_DESCRIPTION = 100_000


def github_release(
    descriptor: Mapping[str, Any], files: Sequence[PublishedFile], digest: str
) -> dict[str, Any]:
    """Describe a release for GitHub.

    Args:
        descriptor: Descriptor of the package.
        files: Files of the release.
        digest: Content digest of the package.

    Returns:
        Under ``release`` what is sent to create it, and under ``assets`` the files to attach.
    """
    name, version = line(descriptor["name"]), line(descriptor["version"])
    archive = f"{name}-{version}.zip"
    return {
        "release": {
            "tag_name": _tag(name, version),
            "name": f"{title(descriptor)} {version}",
            "body": _body(text_of(descriptor.get("description")), archive, digest),
            # Until all files are attached; then whoever made it publishes it, whole.
            "draft": True,
            "prerelease": "-" in version.partition("+")[0],
        },
        "assets": _assets(holdings(descriptor, files), archive),
    }


def _tag(name: str, version: str) -> str:
    """Give a tag of git, which may have neither two dots in a row nor `.lock` at its end."""
    return re.sub(r"\.(?=\.|lock$)", "-", f"{name}-{version}")


def _body(description: str, archive: str, digest: str) -> str:
    reported = description.strip()[:_DESCRIPTION]
    check = f"""\
Content digest: `{digest}`

To check a download, compare it with the last line of:

    anhui-indicators digest {archive}
"""
    return f"{reported}\n\n{check}" if reported else check


def _assets(held: Sequence[Holding], archive: str) -> list[dict[str, Any]]:
    """List the files: the archive first, which holds them all, should there be too many."""
    assets: dict[str, dict[str, Any]] = {}
    ordered = sorted(held, key=lambda holding: (holding.path != archive, "/" in holding.path))
    for holding in ordered:
        file = holding.file
        if file is None or file.bytes >= _ASSET_BYTES or len(assets) == _ASSETS:
            continue
        name = _free_name(_asset_name(file.path), assets)
        assets[name.lower()] = {
            "name": name,
            "path": file.path,
            "content_type": holding.mediatype,
            "size": file.bytes,
            "digest": file.hash,
        }
    return list(assets.values())


def _asset_name(path: str) -> str:
    """Give a name that GitHub leaves as it is: it knows no folders, and rewrites odd characters.

    Example:
        >>> _asset_name("data/areas (new).csv")
        'data-areas.new.csv'
    """
    name = re.sub(r"[^A-Za-z0-9_-]+", ".", path.replace("/", "-"))
    return name.strip(".") or "file"


def _free_name(name: str, taken: Mapping[str, Any]) -> str:
    """Number a name that is taken, whatever the case of its letters."""
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    free, number = name, 1
    while free.lower() in taken:
        number += 1
        free = f"{stem}-{number}{suffix}"
    return free
