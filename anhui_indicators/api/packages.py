"""Opening packages: anybody's by its target, and the embedded one."""

from __future__ import annotations

import os
from functools import cache

from anhui_indicators.errors import UnreadableError
from anhui_indicators.indicators.indicator_tables import PackageFiles
from anhui_indicators.indicators.opening import embedded_folder, open_files
from anhui_indicators.indicators.package import IndicatorPackage
from anhui_indicators.releases.fetch.fetch import at_hand


def open_package(target: str | os.PathLike[str]) -> IndicatorPackage:
    """Open a data package of indicators.

    Args:
        target: Folder of the package, its `datapackage.json`, or where it is published: the latest
            version, or the one named as in ``https://…/NAME@1.0.0``, is fetched; see `fetch`.

    Returns:
        The package; its tables are read when they are asked for.

    Raises:
        UnreadableError: When there is no data package, or one with other tables or columns, or it
            cannot be fetched.
    """
    files = open_files(at_hand(target))
    known = embedded().files
    for table in known.tables:
        if table not in files.tables or _columns(files, table) != _columns(known, table):
            message = f"The package {target} has no table {table} with the columns of this library."
            raise UnreadableError(message, "Build one from a record with this library.")
    return IndicatorPackage(files)


def _columns(files: PackageFiles, table: str) -> tuple[list[tuple[str, str]], set[str]]:
    return list(files.fields(table).items()), files.required(table)


@cache
def embedded() -> IndicatorPackage:
    """Open the package that ships with the library."""
    return IndicatorPackage(open_files(embedded_folder()))
