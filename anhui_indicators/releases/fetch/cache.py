"""The cache: packages that have been fetched, what catalogues said, and what is under way.

``packages/KEY/package/``: a package, checked; the key is the hash of what it was made from.
``packages/KEY/entry.json``: what it is, and size and hash of each of its files.
``addresses/KEY.json``: what was at a URL when it was last asked.
``work/KEY/``: a download under way, or broken off.
``locks/KEY.lock``: held by the process that works at that.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from anhui_indicators.errors import ReadError, RejectedInputError
from anhui_indicators.releases.fetch.cache_entry import ENTRY, CacheEntry, read_entry

VARIABLE = "ANHUI_INDICATORS_CACHE"

_HINT = f"Name another folder with --cache or {VARIABLE}."

# What the cache makes: folders, and how the names in them end after the key.
_FOLDERS = {"packages": ("",), "work": ("",), "addresses": (".json", ".part"), "locks": (".lock",)}
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Cache:
    """Where packages are kept that have been fetched.

    Attributes:
        folder: Its folder.
    """

    folder: Path

    @property
    def entries(self) -> tuple[CacheEntry, ...]:
        """The packages, by name and version."""
        with translate_errors(self):
            found = [read_entry(path.parent) for path in self.folder.glob(f"packages/*/{ENTRY}")]
        entries = [entry for entry in found if entry is not None]
        return tuple(sorted(entries, key=lambda each: (each.name, each.version, each.url)))

    def clear(self) -> None:
        """Remove all packages, and all that is remembered of catalogues.

        Downloads and copies under way come to their end before. What the cache did not make stays.

        Raises:
            ReadError: When something cannot be removed.
        """
        with translate_errors(self):
            made = [path for path in self.folder.glob("*/*") if _is_made(path)]
            for key in sorted({path.name.partition(".")[0] for path in made}):
                with self.locked(key):
                    for name in ("work", "packages"):
                        _remove(self.folder / name / key)
                    for path in self.folder.glob(f"addresses/{key}.*"):
                        path.unlink(missing_ok=True)
            for name in _FOLDERS:
                with suppress(OSError):  # It is not there, or holds other things.
                    (self.folder / name).rmdir()

    def package(self, key: str) -> Path:
        """Give the place of a package with its entry."""
        return self.folder / "packages" / key

    def catalogue_file(self, url: str) -> Path:
        """Give the file with what was at a URL."""
        return self.folder / "addresses" / f"{key_of(url.encode())}.json"

    @contextmanager
    def locked(self, key: str) -> Iterator[None]:
        """Be the only one who works at something; others wait. It ends with the process."""
        with ExitStack() as stack:
            with translate_errors(self):
                path = self.folder / "locks" / f"{key}.lock"
                path.parent.mkdir(parents=True, exist_ok=True)
                stack.enter_context(locked(path))
            yield

    @contextmanager
    def work(self, key: str) -> Iterator[Path]:
        """Give a folder for something under way, with what is there of it already.

        It is removed in the end, unless the work broke off and may be gone on with.
        """
        folder = self.folder / "work" / key
        with translate_errors(self):
            for path in (folder, *folder.rglob("*")):
                if path.is_symlink():
                    path.unlink()  # What is written would go elsewhere.
            folder.mkdir(parents=True, exist_ok=True)
        try:
            with translate_errors(self):
                yield folder
        except BaseException as error:
            parts = (path for path in folder.rglob("*") if path.is_file())
            if isinstance(error, RejectedInputError) or not any(parts):
                shutil.rmtree(folder, ignore_errors=True)
            raise
        shutil.rmtree(folder, ignore_errors=True)


def cache(path: str | os.PathLike[str] | None = None) -> Cache:
    """Open the cache of packages that have been fetched.

    Args:
        path: Its folder; by default that of the environment variable ANHUI_INDICATORS_CACHE, or
            the one that the platform has for it.

    Returns:
        The cache, with its `entries`, and `clear()` to empty it.
    """
    chosen = path or os.environ.get(VARIABLE) or user_cache_path("anhui-indicators", False)
    try:
        return Cache(Path(chosen).expanduser().absolute())
    except RuntimeError as error:
        message = f"The cache {chosen} cannot be used: there is no such user."
        raise ReadError(message, _HINT) from error


def key_of(data: bytes) -> str:
    """Give the key of something in the cache."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def translate_errors(cache: Cache) -> Iterator[None]:
    """Report a cache that cannot be read or written, in words for people."""
    try:
        yield
    except OSError as error:
        message = f"The cache {cache.folder} cannot be used: {error.strerror or error}."
        raise ReadError(message, _HINT) from error


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock, in a folder that is there; others wait for it."""
    # It brings asyncio along; a package that is in the cache is found without it.
    from filelock import FileLock  # noqa: PLC0415

    lock = FileLock(path)
    lock.acquire()
    try:
        yield
    finally:
        # Whoever waits for a lock that is no longer at its place tries again at the place.
        with suppress(OSError):
            path.unlink()
        lock.release()


def _is_made(path: Path) -> bool:
    """Tell by its name whether something in the folder of the cache was made by the cache."""
    endings = _FOLDERS.get(path.parent.name, ())
    key, dot, ending = path.name.partition(".")
    return dot + ending in endings and bool(_KEY.fullmatch(key))


def _remove(folder: Path) -> None:
    """Remove a folder; it may be gone, or be a link, which is not followed."""
    if folder.is_symlink():
        folder.unlink()
    else:
        with suppress(FileNotFoundError):
            shutil.rmtree(folder)
