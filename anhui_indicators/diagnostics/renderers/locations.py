"""Where issues lie on disk: files named so that they are found from the working directory."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

if TYPE_CHECKING:
    from anhui_indicators.diagnostics.issue import Issue
    from anhui_indicators.diagnostics.report import Report

DESCRIPTOR = "datapackage.json"
_DESCRIPTORS = (".json", ".yaml", ".yml")

# A record stands for the package that was built from it in its own folder.
_RECORD = "record.toml"
_BUILT = "datapackage"

# Where a row is not a line of the same number, so that it cannot be pointed at.
_PACKED = (".zip", ".gz", ".bz2", ".xz")
_BINARY = (".parquet", ".arrow", ".feather", ".xlsx", ".xls", ".ods")
_WITHOUT_LINES = (*_PACKED, *_BINARY, ".json", ".jsonl", ".ndjson")


class Places:
    """Files of a report, by issue.

    The path of a file is the folder of the target, as the caller named it, and that of the file
    behind: so it leads to the file from the working directory. In continuous integration that is
    the top of the repository, where annotations start from.

    Args:
        report: The report.

    Attributes:
        main: The descriptor of the package; or the one file that was validated, such as an archive.
    """

    def __init__(self, report: Report) -> None:
        self._files = report.files
        self._is_package, self.main = _main_file(report.target, report.files)
        # Of the reports on one file, that on a text names rows of several tables, none of them its.
        self._is_table = not self._is_package and len(report.rows) < 2

    def path(self, issue: Issue) -> str:
        """Give the file that an issue is of: that of its table, else the descriptor."""
        file = self._file(issue)
        return self.main if file is None else _join(self.main, file)

    def line(self, issue: Issue) -> int | None:
        """Give the line that an issue is in, or None when there is none to point at.

        It is the row, of many the first. Line feeds in cells move a row further down.
        """
        is_row = issue.row is not None and issue.row > 0
        if not is_row or not (self._is_table or self._file(issue)):
            return None
        return None if self.path(issue).lower().endswith(_WITHOUT_LINES) else issue.row

    def _file(self, issue: Issue) -> str | None:
        return self._files.get(issue.table or "") or None if self._is_package else None


def uri(path: str) -> str:
    """Give a path as a URI reference: a relative one stays so, an absolute one gets a scheme.

    Example:
        >>> uri("data/año 1.csv"), uri("/data/units.csv"), uri("C:/units.csv")
        ('data/a%C3%B1o%201.csv', 'file:///data/units.csv', 'file:///C:/units.csv')
    """
    if "://" in path:
        return quote(_bytes(path), safe="%/:?#[]@!$&'()*+,;=")
    if path[1:3] == ":/":
        return f"file:///{path[:2]}{quote(_bytes(path[2:]))}"
    return ("file://" if path.startswith("/") else "") + quote(_bytes(path))


def _main_file(target: str, files: dict[str, str]) -> tuple[bool, str]:
    """Return whether a target is a package, and its descriptor or the file that it is."""
    path = target if "://" in target else Path(target).as_posix()
    if path.lower().endswith(_DESCRIPTORS):
        return True, path
    try:
        folder = Path(target)
        if (folder / _RECORD).is_file():
            return True, _join(f"{path}/", f"{_BUILT}/{DESCRIPTOR}")
        is_folder, is_file = folder.is_dir(), folder.is_file()
    except (OSError, ValueError):  # Such as a name that no file can have.
        is_folder = is_file = False
    # Of what is not there any more, the names show it.
    named = {posixpath.basename(file) for file in files.values()}
    is_one = path.lower().endswith(".zip") or named <= {posixpath.basename(path)}
    if is_file or (is_one and not is_folder):
        return False, path
    return True, _join(f"{path}/", DESCRIPTOR)


def _join(base: str, file: str) -> str:
    if "://" in base or "://" in file:
        try:
            return urljoin(base, file if "://" in file else quote(_bytes(file)))
        except ValueError:  # One of the two looks like a URL and is not one.
            return base
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), file))


def _bytes(path: str) -> bytes:
    try:
        # A name on disk may have bytes that are not UTF-8.
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "backslashreplace")
