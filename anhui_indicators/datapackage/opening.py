"""A package that is open: its descriptor, read once, and its files."""

from __future__ import annotations

import io
import json
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from anhui_indicators.datapackage.access.bounded_json import read_json
from anhui_indicators.datapackage.access.folders import Folder
from anhui_indicators.datapackage.access.paths import CHECK_PATH, plain_path
from anhui_indicators.datapackage.codes.files import LIMIT_ERROR
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR
from anhui_indicators.datapackage.codes.reading import SCHEMA_ERROR
from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.datapackage.limits import DESCRIPTOR_BYTES
from anhui_indicators.datapackage.network.remote_files import Remote
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import ReadError, RejectedInputError

if TYPE_CHECKING:
    from anhui_indicators.datapackage.access.archives import Archive
    from anhui_indicators.datapackage.descriptors.model import Resource
    from anhui_indicators.datapackage.descriptors.type_rules import Types


# Descriptors that frictionless-py reads, and the standard does not have.
_YAML = ("datapackage.yaml", "datapackage.yml")
_CONVERT = f"Its descriptor is YAML; the standard has JSON: convert it to {DESCRIPTOR}."


class OpenPackage:
    """A package that is open; as a context manager it closes what it holds open.

    Args:
        name: The package as the caller named it.
        file: The descriptor, or the zip archive that holds it.
        descriptor: Contents of the descriptor, not yet checked.
        files: Access to the files of the package.
        types: The rules of each type of a field.
    """

    def __init__(
        self,
        name: str,
        file: Path,
        descriptor: dict[str, Any],
        files: ResourceFiles,
        types: Types,
    ) -> None:
        self.name = name
        self.file = file
        self.descriptor = descriptor
        self.files = files
        self._types = types
        self._amended: bytes | None = None
        self._followed: set[str] = set()
        self._parsed: dict[str, Any] = {}

    def __enter__(self) -> OpenPackage:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the archive, and remove what has been downloaded."""
        self.files.close()

    @property
    def is_archive(self) -> bool:
        """Whether the package is in a zip archive."""
        return not isinstance(self.files.access, Folder)

    @property
    def declared_profile(self) -> str | None:
        """The profile that the descriptor declares, by its name.

        It is in `conformsTo`, the term of Dublin Core for it: frictionless-py would look for a
        file behind any `profile` that it does not know, and find the package invalid.
        """
        profile = self.descriptor.get("conformsTo", self.descriptor.get("profile"))
        return profile if isinstance(profile, str) else None

    @property
    def resources(self) -> list[Resource]:
        """The resources that have a name of their own, as the descriptor has them."""
        return self._contents[0]

    @property
    def issues(self) -> list[Issue]:
        """What is wrong with the descriptor."""
        return self._contents[1]

    @property
    def paths(self) -> list[str]:
        """All files that the descriptor refers to: data, schemas and dialects; sorted."""
        return sorted(self._followed.union(*(each.paths for each in self.resources)))

    def follow(self, path: str) -> Any:
        """Read the JSON that a path of the descriptor leads to; once, for many may share it.

        Raises:
            RejectedInputError: When it may not be read, or is not JSON.
        """
        path = plain_path(path)
        self._followed.add(path)
        if path not in self._parsed:
            with self.files.open(path) as file:
                data = file.read(DESCRIPTOR_BYTES + 1)
            self._parsed[path] = read_json(data, path, SCHEMA_ERROR)
        return self._parsed[path]

    def amended(self, descriptor: dict[str, Any]) -> OpenPackage:
        """Give the package with another descriptor in the place of the one that it came with."""
        changed = OpenPackage(self.name, self.file, descriptor, self.files, self._types)
        changed._amended = descriptor_bytes(descriptor)
        changed._parsed = self._parsed
        return changed

    def open_descriptor(self) -> BinaryIO:
        """Open the file of the descriptor for reading."""
        if self._amended is not None:
            return io.BytesIO(self._amended)
        if self.is_archive:
            return self.files.open(DESCRIPTOR)
        return cast(BinaryIO, self.file.open("rb"))

    @cached_property
    def _contents(self) -> tuple[list[Resource], list[Issue]]:
        # Tables that are in memory, and questions about single rows, need none of this.
        from anhui_indicators.datapackage.descriptors.package import read_package  # noqa: PLC0415

        return read_package(self.descriptor, self.follow, self._types)


def descriptor_bytes(descriptor: dict[str, Any]) -> bytes:
    """Write a descriptor as a file: indented, UTF-8, with a line feed at the end."""
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()


def open_package_at(
    target: str | os.PathLike[str],
    types: Types,
    *,
    allow_remote: bool = False,
    name: str | None = None,
) -> OpenPackage:
    """Open a package that is on disk.

    Args:
        target: Its folder, its descriptor, or the zip archive that holds it.
        types: The rules of each type of a field.
        allow_remote: Whether URLs in the descriptor are followed.
        name: The package as the caller named it; the target by default.

    Raises:
        ReadError: When there is no package, or its descriptor is not JSON.
        RejectedInputError: When it exceeds a limit.
    """
    path = _descriptor_or_archive(target)
    try:
        access = _access(path)
        with path.open("rb") if isinstance(access, Folder) else access.open(DESCRIPTOR) as file:
            data = file.read(DESCRIPTOR_BYTES + 1)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise ReadError(message, CHECK_PATH) from error
    descriptor = _parsed(data, path)
    files = ResourceFiles(access, Remote(allow_remote))
    given = os.fspath(target) if name is None else name
    return OpenPackage(given, path, descriptor, files, types)


def _descriptor_or_archive(target: str | os.PathLike[str]) -> Path:
    path = Path(target)
    try:
        if path.is_dir():
            path = path / DESCRIPTOR
        if path.is_file():
            return path
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{os.fspath(target)!r} cannot be read: {reason}."
        raise ReadError(message, CHECK_PATH) from error
    hint = f"Give a folder with {DESCRIPTOR}, that file, or a zip archive."
    if any(Path(target, name).is_file() for name in _YAML):
        hint = _CONVERT
    raise ReadError(f"There is no data package at {os.fspath(target)!r}.", hint)


def _parsed(data: bytes, path: Path) -> dict[str, Any]:
    try:
        descriptor = read_json(data, str(path), PACKAGE_ERROR)
    except RejectedInputError as error:
        if error.code == LIMIT_ERROR:
            raise
        hint = _CONVERT if path.suffix.lower() in (".yaml", ".yml") else error.hint
        raise ReadError(error.message, hint) from error
    if not isinstance(descriptor, dict):
        message = f"{path} does not describe a data package."
        raise ReadError(message, "It needs an object with a list “resources”.")
    return descriptor


def _access(path: Path) -> Folder | Archive:
    """Give the folder of a descriptor, or the archive."""
    if path.suffix.lower() == ".json":
        return Folder(path.parent)
    # Most packages are folders, and what reads archives takes a while to import.
    import zipfile  # noqa: PLC0415

    from anhui_indicators.datapackage.access.archives import open_archive  # noqa: PLC0415

    is_archive = path.suffix.lower() == ".zip" or zipfile.is_zipfile(path)
    return open_archive(path, DESCRIPTOR) if is_archive else Folder(path.parent)
