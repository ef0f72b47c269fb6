"""Hashes of files, as descriptors declare them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from anhui_indicators.datapackage.codes.files import HASH_COUNT
from anhui_indicators.errors import RejectedInputError

ALGORITHM = "sha256"


def hash_file(path: Path, algorithm: str = ALGORITHM) -> str:
    """Give the hash of a file.

    Args:
        path: The file.
        algorithm: One that `hashlib` knows.

    Returns:
        The algorithm, a colon, and hexadecimal digits.
    """
    with path.open("rb") as file:
        # A digest of a choosable length has none of its own.
        digest = hashlib.file_digest(file, lambda: hashlib.new(algorithm, usedforsecurity=False))
    return f"{algorithm}:{digest.hexdigest()}"


def check_hash(path: Path, expected: str, what: str) -> None:
    """Reject a file that is not the one declared.

    Args:
        path: The file.
        expected: Its hash: an algorithm, a colon and hexadecimal digits; without the first two,
            MD5.
        what: What it is, for the message.

    Raises:
        RejectedInputError: When its hash is another, or of an unknown kind.
    """
    algorithm, _, digits = expected.rpartition(":")
    algorithm = algorithm or "md5"
    try:
        found = hash_file(path, algorithm)
    except (ValueError, TypeError) as error:
        message = f"The hash of {what} is of an unknown kind, {algorithm}."
        raise RejectedInputError(
            HASH_COUNT, message, "Report it to its publisher to use sha256."
        ) from error
    if found != f"{algorithm}:{digits.lower()}":
        message = f"{what} is not the file declared: its {algorithm} is another."
        hint = "Try again later; if it stays so, report it to its publisher."
        raise RejectedInputError(HASH_COUNT, message, hint)
