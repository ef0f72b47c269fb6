"""What `import anhui_indicators` offers: packages opened, and the embedded one at hand."""

from __future__ import annotations

import os
from pathlib import Path

from anhui_indicators.api.indicator_package import IndicatorPackage
from anhui_indicators.errors import UnreadableError
from anhui_indicators.package.store import DESCRIPTOR, open_files

__all__ = ["embedded", "open_package"]

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


def embedded() -> IndicatorPackage:
    """Open the package that ships with the library."""
    return open_package(embedded_folder())


def embedded_folder() -> Path:
    """Give the folder of the package that ships with the library."""
    installed = Path(__file__).parent.parent / "datapackage"
    # In a source checkout the package stands beside the library, where people look for it.
    checkout = installed.parent.parent / "datapackage"
    return installed if (installed / DESCRIPTOR).exists() else checkout
