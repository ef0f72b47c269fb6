"""Finding what there is at an address: a release that a catalogue lists, or a package by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from anhui_indicators.datapackage.access.bounded_json import read_json
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR
from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.datapackage.network.urls import NotFoundError
from anhui_indicators.errors import ReadError, RejectedInputError
from anhui_indicators.releases.catalogue import CATALOGUE, Catalogue, catalogue_of
from anhui_indicators.releases.fetch.request import FetchRequest
from anhui_indicators.releases.release import RELEASE, Release, read_release

_SHOWN = 12  # Names in a message.


@dataclass(frozen=True, slots=True)
class Document:
    """JSON that was asked for.

    Attributes:
        address: Where it came from in the end; what it refers to is relative to that.
        data: Its contents.
        kind: The property that tells what it is: `resources`, `releases`, `archive`; or nothing.
        catalogue: Releases that it lists, as a catalogue or as a release by itself.
    """

    address: str
    data: bytes
    kind: str
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Location:
    """What there is at an address.

    Attributes:
        asked: Address that was asked for it, by which it is remembered.
        address: Address of the descriptor, or of the archive if there is no descriptor.
        catalogue: Releases that are listed there; none when it is a package by itself.
        release: The one that is wanted, or None.
        descriptor: Contents of the descriptor, or None.
    """

    asked: str
    address: str
    catalogue: Catalogue = field(default_factory=Catalogue)
    release: Release | None = None
    descriptor: bytes | None = None


Reading = Callable[[str], Document]


def locate(wanted: FetchRequest, read: Reading) -> Location:
    """Find a package.

    Args:
        wanted: Which.
        read: Gives the document at an address; raises `NotFoundError` when there is none.

    Raises:
        NotFoundError: When there is neither a package nor a catalogue.
        RejectedInputError: When what is there is not as it should be.
        ReadError: When it does not say which package is meant, or cannot be had.
        UnknownNameError: When a catalogue does not list what is wanted.
    """
    address, path = wanted.address, urlsplit(wanted.address).path
    if path.endswith(".zip"):
        return Location(address, address)
    if path.endswith(".json"):
        return _judge(address, read(address), wanted, None)
    folder = _folder(address)
    for name in (CATALOGUE, RELEASE, DESCRIPTOR):
        place = urljoin(folder, name)
        try:
            return _judge(place, read(place), wanted, None)
        except NotFoundError:
            continue
    name = unquote(path.rstrip("/").rpartition("/")[2])
    above = urljoin(folder, f"../{CATALOGUE}")
    try:
        return _judge(above, read(above), wanted, name) if name else _nothing(address)
    except NotFoundError:
        return _nothing(address)


def _nothing(address: str) -> Location:
    message = f"There is neither a catalogue nor a package at {address}."
    hint = f"Give the address of {CATALOGUE}, {DESCRIPTOR} or a zip archive."
    raise NotFoundError(message, hint)


def _folder(address: str) -> str:
    parts = urlsplit(address)
    return urlunsplit((*parts[:2], parts.path.rstrip("/") + "/", "", ""))


def read_document(asked: str, address: str, data: bytes) -> Document:
    """Read a document, and tell by its contents what it is.

    Args:
        asked: Address that was asked for it.
        address: Where it came from in the end.
        data: Its contents.

    Raises:
        RejectedInputError: When it is no JSON, or the releases in it are not as they should be.
    """
    value = read_json(data, asked, PACKAGE_ERROR)
    keys = value.keys() if isinstance(value, dict) else ()
    # Whoever describes a package may give it properties of any name.
    kind = next((key for key in ("resources", "releases", "archive") if key in keys), "")
    catalogue = Catalogue()
    if kind == "releases":
        catalogue = catalogue_of(value, asked)
    elif kind == "archive":
        catalogue = Catalogue((read_release(value, asked),))
    return Document(address, data, kind, catalogue)


def _judge(asked: str, document: Document, wanted: FetchRequest, name: str | None) -> Location:
    catalogue = document.catalogue
    if document.kind == "releases":
        release = _choose(asked, catalogue, wanted, name)
        place = quote(f"{release.folder}/{release.archive.path}")
        return Location(asked, urljoin(document.address, place), catalogue, release)
    if document.kind == "archive":
        (release,) = catalogue.releases
        place = urljoin(document.address, quote(release.archive.path))
        return Location(asked, place, catalogue, release)
    if document.kind == "resources":
        return Location(asked, document.address, descriptor=document.data)
    message = f"{asked} is neither a catalogue, nor a release, nor a data package."
    raise RejectedInputError(PACKAGE_ERROR, message, "Check the address.")


def _choose(asked: str, catalogue: Catalogue, wanted: FetchRequest, name: str | None) -> Release:
    names = catalogue.names
    if name is None:
        if not names:
            raise ReadError(f"{asked} lists no release.", "Ask its publisher for one.")
        if len(names) > 1:
            hint = f"Name one behind the address, such as {urljoin(asked, quote(names[0]))}."
            more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
            shown = ", ".join(names[:_SHOWN]) + more
            raise ReadError(f"{asked} has several packages: {shown}.", hint)
        name = names[0]
    return catalogue.find(name, wanted.version) if wanted.version else catalogue.latest(name)


def descriptor_of(data: bytes, what: str) -> dict[str, Any]:
    """Read a descriptor.

    Raises:
        RejectedInputError: When it is none.
    """
    value = read_json(data, what, PACKAGE_ERROR)
    if not isinstance(value, dict):
        message = f"{what} describes no data package."
        raise RejectedInputError(PACKAGE_ERROR, message, "It needs an object with “resources”.")
    return value
