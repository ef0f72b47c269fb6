"""What `import anhui_indicators` offers: packages to ask, and the embedded one at hand."""

from __future__ import annotations

import os
from functools import cache

from anhui_indicators.api.indicator_package import IndicatorPackage
from anhui_indicators.errors import UnreadableError
from anhui_indicators.package.store import embedded_folder, open_files

NEEDED = ("figures", "units", "areas", "indicators", "observations", "corroborations")


def open_package(target: str | os.PathLike[str]) -> IndicatorPackage:
    """Open a data package of indicators.

    Args:
        target: Folder of the package, or its `datapackage.json`.

    Returns:
        The package; its tables are read when they are asked for.

    Raises:
        UnreadableError: When there is no data package, or one of other tables.
    """
    files = open_files(target)
    missing = [name for name in NEEDED if name not in files.tables]
    if missing:
        raise UnreadableError(
            f"{target} is a data package, but not of indicators: it has no {', '.join(missing)}.",
            "Build one from a record.",
        )
    return IndicatorPackage(files)


@cache
def embedded() -> IndicatorPackage:
    """Open the package that ships with the library."""
    return open_package(embedded_folder())
