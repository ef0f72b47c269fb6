"""The metadata of a release for each portal, made from its descriptor alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from anhui_indicators.metadata.portals.ckan import ckan_dataset
from anhui_indicators.metadata.portals.github import github_release
from anhui_indicators.metadata.portals.zenodo import zenodo_deposit
from anhui_indicators.metadata.published_file import PublishedFile

# Folder of a release that holds them.
METADATA = "metadata"


def metadata_files(
    descriptor: Mapping[str, Any], files: Sequence[PublishedFile], digest: str
) -> dict[str, bytes]:
    """Write what each portal asks about a release.

    Args:
        descriptor: Descriptor of the package, of either version. Its name and its semantic version
            have to be there, as with every release; anything else may be missing.
        files: Files of the release that a portal may hold: the archive, the descriptor, the data.
        digest: Content digest of the package.

    Returns:
        Contents by path in the folder of the release; the same for the same release.
    """
    values = {
        "zenodo": zenodo_deposit(descriptor, digest),
        "github": github_release(descriptor, files, digest),
        "ckan": ckan_dataset(descriptor, files, digest),
    }
    return {f"{METADATA}/{portal}.json": _to_json(value) for portal, value in values.items()}


def _to_json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
