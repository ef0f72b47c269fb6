"""What a caller names (a path, a URL, a record, an open package, nothing) as an open package."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from anhui_indicators.datapackage.access.paths import is_url
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.layout import DESCRIPTOR
from anhui_indicators.datapackage.opening import OpenPackage, open_package_at
from anhui_indicators.errors import ReadError
from anhui_indicators.indicators import PROFILE_NAME
from anhui_indicators.indicators.locations import BUILT, embedded_package, is_record

if TYPE_CHECKING:
    from anhui_indicators.indicators.indicator_tables import IndicatorTables
    from anhui_indicators.indicators.package import IndicatorPackage
    from anhui_indicators.packages.data_package import DataPackage

# What reports call the package that ships with the library.
EMBEDDED = "the package that ships with the library"


def resolve_target(target: str | os.PathLike[str] | None) -> str | os.PathLike[str]:
    """Give the path of what a caller named.

    Args:
        target: A path; a URL, whose package is fetched; the folder of a record, which stands for
            the package that was built in it; or None for the package that ships with the library.

    Raises:
        RejectedInputError: When what is at a URL is rejected; see `fetch`.
        ReadError: When what is at a URL cannot be fetched, or a record has not been built.
    """
    if target is None:
        return embedded_package()
    if is_url(os.fspath(target)):
        from anhui_indicators.api.fetch import fetch

        return fetch(os.fspath(target))
    if not is_record(target):
        return target
    built = Path(target, BUILT)
    if not (built / DESCRIPTOR).is_file():
        hint = f"It is a record; build it first: anhui-indicators build {os.fspath(target)}"
        raise ReadError(f"There is no data package at {os.fspath(target)!r}.", hint)
    return built


def package_here() -> str | None:
    """Give the path of the package, or the record, in the working directory; None without one."""
    try:
        is_here = Path(DESCRIPTOR).is_file() or is_record(".")
    except OSError:  # Such as a working directory that may not be read.
        return None
    return "." if is_here else None


def open_target(
    target: str | os.PathLike[str] | None, *, allow_remote: bool = False
) -> OpenPackage:
    """Open what a caller named, as a context manager.

    Args:
        target: As for `resolve_target`; a package in a folder, a descriptor or a zip archive.
        allow_remote: Whether URLs in the descriptor are followed.

    Raises:
        ReadError: When there is no package, or it cannot be read.
        RejectedInputError: When it exceeds a limit.
    """
    path = resolve_target(target)
    name = EMBEDDED if target is None else os.fspath(target)
    return open_package_at(path, FIELD_TYPES, allow_remote=allow_remote, name=name)


def open_package(target: str | os.PathLike[str], *, allow_remote: bool = False) -> DataPackage:
    """Open a data package of any kind.

    Args:
        target: Folder of the package, its `datapackage.json`, a zip archive, or where it is
            published: the latest version, or the one named as in ``https://…/NAME@1.0.0``, is
            fetched; see `fetch`.
        allow_remote: Whether what the descriptor refers to by a URL is fetched.

    Returns:
        The package, an `IndicatorPackage` when it declares that profile; its tables are read when
        they are asked for.

    Raises:
        ReadError: When there is no data package, one of indicators has other tables or columns, or
            it cannot be fetched.
    """
    opened = open_target(target, allow_remote=allow_remote)
    if opened.declared_profile != PROFILE_NAME:
        from anhui_indicators.packages.data_package import DataPackage

        return DataPackage(opened)
    from anhui_indicators.indicators.indicator_tables import IndicatorTables
    from anhui_indicators.indicators.package import IndicatorPackage

    tables = IndicatorTables(opened)
    known = embedded().files
    for table in known.tables:
        if table not in tables.tables or _columns(tables, table) != _columns(known, table):
            message = f"The package {target} has no table {table} with the columns of this library."
            raise ReadError(message, "Build one from a record with this library.")
    return IndicatorPackage(tables)


@cache
def embedded() -> IndicatorPackage:
    """Open the package that ships with the library."""
    from anhui_indicators.indicators.indicator_tables import IndicatorTables
    from anhui_indicators.indicators.package import IndicatorPackage

    return IndicatorPackage(IndicatorTables(open_target(None)))


def _columns(files: IndicatorTables, table: str) -> tuple[list[tuple[str, str]], set[str]]:
    return list(files.fields(table).items()), files.required(table)
