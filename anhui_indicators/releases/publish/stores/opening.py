"""Places where releases are published: a folder, or the bucket of an object store."""

from __future__ import annotations

import os
import re
from pathlib import Path

from anhui_indicators.datapackage.access.paths import is_url
from anhui_indicators.errors import ReadError
from anhui_indicators.releases.publish.stores.folder import FolderStore
from anhui_indicators.releases.publish.stores.store import Store

_STORES = re.compile(r"(s3|gs|gcs|abfs|abfss)://")


def open_store(destination: str | os.PathLike[str]) -> Store:
    """Open a place to publish at.

    Args:
        destination: A folder, or a URL such as ``s3://bucket/path``.

    Raises:
        ReadError: When it is the URL of something else, or cannot be used.
    """
    name = os.fspath(destination)
    if not name.strip():
        raise ReadError("The destination has no name.", "Give a folder; “.” is this one.")
    if _STORES.match(name):
        # Whoever publishes to a folder does not wait for what talks to object stores.
        from anhui_indicators.releases.publish.stores.objects import open_objects  # noqa: PLC0415

        return open_objects(name)
    if is_url(name):
        hint = "Give a folder, or a URL that begins with s3://, gs:// or abfs://."
        raise ReadError(f"{name} is not a place to publish at.", hint)
    return FolderStore(Path(name))
