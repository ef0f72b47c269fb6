"""Who publishes a version: at most one content at a time, wherever it is.

Arrow cannot ask an object store to write a file only if it is not there. Each publisher therefore
writes a claim of its own and then looks: first for claims to other content, then for a complete
release. It goes on only when there is neither.

Of two publishers of different contents, the one that claimed later looks when the earlier claim
has been written. It sees the claim and stops, unless the claim has been removed; that is done when
a release is complete, so that the later publisher sees that release, or when a publisher stops. So
never do both go on. That both stop can happen; then neither has written anything.
"""

from __future__ import annotations

import secrets

from anhui_indicators.errors import RejectedReleaseError
from anhui_indicators.releases.publish.content_file import ContentFile
from anhui_indicators.releases.publish.stores.store import Store
from anhui_indicators.releases.release import RELEASE

_CLAIM = ".claim-"


def claimed_content(last: ContentFile) -> str:
    """Name the content of a release, down to each byte of each file.

    Publishers of the same bytes do not disturb one another, and one goes on where another was cut
    short. The same data in other bytes is other content here: two halves would make no whole.

    Args:
        last: Its `release.json`, which has the hashes of all other files.
    """
    return last.file.hash.removeprefix("sha256:")[:16]


def claim(place: Store, folder: str, content: str) -> str:
    """Claim the folder of a release, and give the path of the claim.

    Two publishers of the same content have claims of their own, since each removes its claim when
    it stops, and the other may go on.
    """
    path = f"{folder}/{_CLAIM}{content}-{secrets.token_hex(8)}"
    place.write(path, [b"Somebody publishes this version, or was cut short.\n"])
    return path


def reject_rivals(place: Store, folder: str, content: str) -> None:
    """Reject to publish where another publisher is at work.

    Args:
        place: Where to publish.
        folder: Folder of the release.
        content: What is to be published there; see `claimed_content`.

    Raises:
        RejectedReleaseError: When there is a claim to other content.
    """
    for path in place.files(folder):
        if _is_claim(path) and not _name(path).startswith(f"{_CLAIM}{content}-"):
            message = f"Other content is being published as {folder}, or was cut short: {path}."
            hint = f"Wait for its publisher; when there is none, remove {folder} at {place.name}."
            raise RejectedReleaseError(message, hint)


def reject_foreign(place: Store, folder: str) -> None:
    """Reject a folder that holds files without a claim; it is not known whose they are.

    Raises:
        RejectedReleaseError: When it does, and there is no release either.
    """
    # The first list may have been begun before the claim of another and ended after, with files.
    files = place.files(folder) and place.files(folder)
    known = (path for path in files if _is_claim(path) or _name(path) == RELEASE)
    if files and not any(known):
        message = f"{folder} at {place.name} holds files, such as {min(files)}, but no release."
        raise RejectedReleaseError(message, "Remove the folder, or raise the version.")


def remove_claims(place: Store, folder: str) -> None:
    """Remove all claims to a release that is complete."""
    for path in filter(_is_claim, place.files(folder)):
        place.remove(path)


def _is_claim(path: str) -> bool:
    return _name(path).startswith(_CLAIM)


def _name(path: str) -> str:
    return path.rpartition("/")[2]
