"""Writing a release: claimed first, complete with its last file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anhui_indicators.diagnostics.progress import Progress
from anhui_indicators.errors import RejectedReleaseError
from anhui_indicators.metadata.published_file import PublishedFile
from anhui_indicators.releases.publish.content_file import ContentFile, size_and_hash
from anhui_indicators.releases.publish.lease import claim, claimed_content, reject_rivals
from anhui_indicators.releases.publish.listing import read_complete
from anhui_indicators.releases.publish.stores.store import Store
from anhui_indicators.releases.release import Release


def write_release(
    place: Store, release: Release, parts: Sequence[ContentFile], progress: Progress
) -> None:
    """Write the files of a release that do not exist yet, in their order.

    Args:
        place: Where to.
        release: What is published.
        parts: Its files, of which the last makes it complete.
        progress: Is called with the file that is written, and how many bytes of all have been.

    Raises:
        RejectedReleaseError: When another publisher publishes this version, or has, in other bytes.
        RejectedInputError: When a file is no longer what it was.
    """
    _claimed(place, release, claimed_content(parts[-1]))
    missing = unwritten(place, release.folder, parts)
    done, total = 0, sum(part.file.bytes for part in missing)
    for part in missing:
        path = f"{release.folder}/{part.file.path}"
        place.write(path, _Watched(part, progress, done, total))
        done += part.file.bytes


def unwritten(place: Store, folder: str, parts: Sequence[ContentFile]) -> list[ContentFile]:
    """Give the files that do not exist yet, or not as they should."""
    sizes = place.files(folder)
    return [part for part in parts if not is_intact(place, folder, part.file, sizes)]


def is_intact(place: Store, folder: str, file: PublishedFile, sizes: dict[str, int]) -> bool:
    """Return whether a file of a release is as it should be.

    Args:
        place: Where the release is.
        folder: Its folder.
        file: What the file should be.
        sizes: Sizes of the files that are there, by path.
    """
    path = f"{folder}/{file.path}"
    if sizes.get(path) != file.bytes:
        return False
    with place.open(path) as source:
        return size_and_hash(source) == (file.bytes, file.hash)


def _claimed(place: Store, release: Release, content: str) -> None:
    ours = claim(place, release.folder, content)
    try:
        reject_rivals(place, release.folder, content)
        # Only now: a claim that has been removed meanwhile has left a release.
        existing = read_complete(place, release.folder)
        if existing is not None and existing != release:
            message = f"Somebody else has just published {release.folder} in other bytes."
            raise RejectedReleaseError(message, "Publish again to see whether it says the same.")
    except RejectedReleaseError:
        place.remove(ours)
        raise


class _Watched:
    """The chunks of a file, reported as they are asked for; from the beginning each time."""

    def __init__(self, part: ContentFile, progress: Progress, before: int, total: int) -> None:
        self._part, self._progress, self._before, self._total = part, progress, before, total

    def __iter__(self) -> Iterator[bytes]:
        done = self._before
        for chunk in self._part.chunks():
            yield chunk
            done += len(chunk)
            self._progress(self._part.file.path, done, self._total, "bytes")
