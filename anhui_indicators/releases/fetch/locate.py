"""Finding what there is at a URL: a release that a catalogue lists, or a package by itself."""

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
        url: Where it came from in the end; what it refers to is relative to that.
        data: Its contents.
        kind: The property that reports what it is: `resources`, `releases`, `archive`; or nothing.
        catalogue: Releases that it lists, as a catalogue or as a release by itself.
    """

    url: str
    data: bytes
    kind: str
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Location:
    """What there is at a URL.

    Attributes:
        asked: Address that was asked for it, by which it is remembered.
        url: Address of the descriptor, or of the archive if there is no descriptor.
        catalogue: Releases that are listed there; none when it is a package by itself.
        release: The one that is wanted, or None.
        descriptor: Contents of the descriptor, or None.
    """

    asked: str
    url: str
    catalogue: Catalogue = field(default_factory=Catalogue)
    release: Release | None = None
    descriptor: bytes | None = None


Reading = Callable[[str], Document]


def locate(expected: FetchRequest, read: Reading) -> Location:
    """Find a package.

    Args:
        expected: Which.
        read: Gives the document at a URL; raises `NotFoundError` when there is none.

    Raises:
        NotFoundError: When there is neither a package nor a catalogue.
        RejectedInputError: When what is there is not as it should be.
        ReadError: When it does not say which package is meant, or cannot be read.
        UnknownNameError: When a catalogue does not list what is wanted.
    """
    url, path = expected.url, urlsplit(expected.url).path
    if path.endswith(".zip"):
        return Location(url, url)
    if path.endswith(".json"):
        return _judge(url, read(url), expected, None)
    folder = _folder(url)
    for name in (CATALOGUE, RELEASE, DESCRIPTOR):
        place = urljoin(folder, name)
        try:
            return _judge(place, read(place), expected, None)
        except NotFoundError:
            continue
    name = unquote(path.rstrip("/").rpartition("/")[2])
    above = urljoin(folder, f"../{CATALOGUE}")
    try:
        return _judge(above, read(above), expected, name) if name else _nothing(url)
    except NotFoundError:
        return _nothing(url)


def _nothing(url: str) -> Location:
    message = f"There is neither a catalogue nor a package at {url}."
    hint = f"Give the URL of {CATALOGUE}, {DESCRIPTOR} or a zip archive."
    raise NotFoundError(message, hint)


def _folder(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((*parts[:2], parts.path.rstrip("/") + "/", "", ""))


def read_document(asked: str, url: str, data: bytes) -> Document:
    """Read a document, and find by its contents what it is.

    Args:
        asked: Address that was asked for it.
        url: Where it came from in the end.
        data: Its contents.

    Raises:
        RejectedInputError: When it is not JSON, or the releases in it are not as they should be.
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
    return Document(url, data, kind, catalogue)


def _judge(asked: str, document: Document, expected: FetchRequest, name: str | None) -> Location:
    catalogue = document.catalogue
    if document.kind == "releases":
        release = _choose(asked, catalogue, expected, name)
        place = quote(f"{release.folder}/{release.archive.path}")
        return Location(asked, urljoin(document.url, place), catalogue, release)
    if document.kind == "archive":
        (release,) = catalogue.releases
        place = urljoin(document.url, quote(release.archive.path))
        return Location(asked, place, catalogue, release)
    if document.kind == "resources":
        return Location(asked, document.url, descriptor=document.data)
    message = f"{asked} is neither a catalogue, nor a release, nor a data package."
    raise RejectedInputError(PACKAGE_ERROR, message, "Check the URL.")


def _choose(asked: str, catalogue: Catalogue, expected: FetchRequest, name: str | None) -> Release:
    names = catalogue.names
    if name is None:
        if not names:
            raise ReadError(f"{asked} lists no release.", "Ask its publisher for one.")
        if len(names) > 1:
            hint = f"Name one behind the URL, such as {urljoin(asked, quote(names[0]))}."
            more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
            shown = ", ".join(names[:_SHOWN]) + more
            raise ReadError(f"{asked} has several packages: {shown}.", hint)
        name = names[0]
    return catalogue.find(name, expected.version) if expected.version else catalogue.latest(name)


def descriptor_of(data: bytes, what: str) -> dict[str, Any]:
    """Read a descriptor.

    Raises:
        RejectedInputError: When it is not one.
    """
    value = read_json(data, what, PACKAGE_ERROR)
    if not isinstance(value, dict):
        message = f"{what} describes no data package."
        raise RejectedInputError(PACKAGE_ERROR, message, "It needs an object with “resources”.")
    return value
