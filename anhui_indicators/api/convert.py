"""`convert`: a package in another representation, which says the same."""

from __future__ import annotations

import os
from pathlib import Path

from anhui_indicators.api.targets import open_target
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.packages.conversion.convert import Conversion, convert_package


def convert(
    source: str | os.PathLike[str] | None,
    output: str | os.PathLike[str],
    *,
    to: str,
    allow_remote: bool = False,
    progress: Progress = no_progress,
) -> Conversion:
    """Convert a data package to other files that say the same.

    Paths, formats, sizes and hashes in its descriptor become those of the new files; all else stays
    as it is, schemas too. The content digest of each table is computed before and after: when they
    differ, nothing is written. Files that are not tables are copied.

    Args:
        source: Folder, descriptor, zip archive or URL of a package; None is the one that ships with
            the library.
        output: Folder for the new package; it must not exist, or be empty.
        to: ``"parquet"``, ``"csv"``, ``"xlsx"`` (a file for each table), ``"sqlite"`` or
            ``"duckdb"`` (one for all).
        allow_remote: Whether what a descriptor refers to by a URL is fetched.
        progress: Called with the name of a table and the number of its rows that have been read.

    Returns:
        Where the package is, its digest, its rows, and what is not as it was.

    Raises:
        UnknownNameError: When there is no such format.
        MissingDependencyError: When the library for a format is not installed.
        ReadError: When the package cannot be read, or the output cannot be written.
        RejectedInputError: When a table is not valid, or would not say the same.

    Example:
        >>> import anhui_indicators as ai, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     made = ai.convert(None, f"{folder}/sqlite", to="sqlite")
        >>> made.digest == ai.digest().digest
        True
    """
    with open_target(source, allow_remote=allow_remote) as opened:
        return convert_package(opened, Path(output), to, progress)
