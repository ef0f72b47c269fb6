"""A package out of the cache, in a folder of the user."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from anhui_indicators.datapackage.access.bounded_json import read_json
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR
from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.errors import IndicatorsError, ReadError, RejectedInputError
from anhui_indicators.releases.fetch.cache import Cache, key_of, locked
from anhui_indicators.releases.fetch.cache_entry import CacheEntry
from anhui_indicators.releases.fetch.declared_files import described_files
from anhui_indicators.releases.versions import parse_version

_HINT = "Give a new or an empty folder."


def put(entry: CacheEntry, output: Path, cache: Cache) -> Path:
    """Put a package into a folder, at once; an earlier fetch of it is replaced as a whole.

    Args:
        entry: The package in the cache.
        output: The folder.
        cache: The cache.

    Returns:
        The folder.

    Raises:
        RejectedInputError: When the folder holds a newer version.
        ReadError: When it holds anything else, or cannot be written.
    """
    try:
        place = output.resolve()
        # Always the same, so that what a process left that was killed is found by the next.
        stage = place.with_name(f".anhui-indicators-{key_of(os.fsencode(place.name))[:16]}")
        place.parent.mkdir(parents=True, exist_ok=True)
        with locked(stage.with_suffix(".lock")):
            _restore(stage, place)
            existing = earlier_fetch(output)
            if existing is not None:
                _reject_other(entry, existing, output)
            try:
                _copy(entry, stage / "new", cache)
                _swap(stage / "new", stage / "old", place)
            finally:
                _restore(stage, place)
    except (OSError, ValueError, RuntimeError) as error:
        message = f"{output} cannot be written: {getattr(error, 'strerror', None) or error}."
        raise ReadError(message, "Give a folder in one that you may write to.") from error
    return output


def _restore(stage: Path, place: Path) -> None:
    """Remove what is half done; but put back what had been moved away, and not replaced."""
    if (stage / "old").is_dir() and not place.exists():
        (stage / "old").rename(place)
    shutil.rmtree(stage, ignore_errors=True)


def _copy(entry: CacheEntry, new: Path, cache: Cache) -> None:
    with ExitStack() as stack:
        with suppress(ReadError):  # Nobody empties a cache that cannot be written.
            stack.enter_context(cache.locked(entry.key))
        if not entry.is_whole():
            message = f"{entry.url} was removed from the cache meanwhile."
            raise ReadError(message, "Fetch again.")
        for file in entry.files:
            (new / file.path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(entry.folder / file.path, new / file.path)


def earlier_fetch(output: Path) -> dict[str, Any] | None:
    """Give the descriptor of a package that was fetched to a folder before.

    Args:
        output: The folder.

    Returns:
        The descriptor; None when the folder is new or empty.

    Raises:
        ReadError: When it holds anything else.
    """
    foreign = ReadError(f"{output} holds other things than an earlier fetch.", _HINT)
    try:
        if not output.exists() or (output.is_dir() and not any(output.iterdir())):
            return None
        if not output.is_dir():
            raise ReadError(f"{output} is not a folder.", _HINT)
        descriptor = read_json((output / DESCRIPTOR).read_bytes(), str(output), PACKAGE_ERROR)
        if not isinstance(descriptor, dict):
            raise foreign
        known = {DESCRIPTOR, *(file.path for file in described_files(descriptor))}
        there = (path for path in output.rglob("*") if path.is_symlink() or not path.is_dir())
        if any(path.relative_to(output).as_posix() not in known for path in there):
            raise foreign
    except (OSError, ValueError, RuntimeError, RejectedInputError) as error:
        raise foreign from error
    return descriptor


def _reject_other(entry: CacheEntry, existing: dict[str, Any], output: Path) -> None:
    """Reject to replace another package, or a newer version."""
    name, version = (str(existing.get(word) or "") for word in ("name", "version"))
    if not name:
        raise ReadError(f"{output} holds a package without a name.", _HINT)
    if name != entry.name:
        raise ReadError(f"{output} holds another package, {name}.", _HINT)
    if version == entry.version:
        return
    try:
        is_newer = parse_version(version) > parse_version(entry.version)
    except IndicatorsError as error:
        message = f"{output} holds {name} of version {version!r}, and here is {entry.version!r}: "
        message += "nothing says which is newer."
        raise ReadError(message, _HINT) from error
    if is_newer:
        message = f"{output} holds {name} {version}, which is newer than {entry.version}."
        hint = "Give another folder, or remove this one, when the older version is wanted."
        raise RejectedInputError(PACKAGE_ERROR, message, hint)


def _swap(new: Path, old: Path, place: Path) -> None:
    moved = place.exists()
    if moved:
        place.rename(old)
    new.rename(place)
