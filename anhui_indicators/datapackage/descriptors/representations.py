"""Tables that a package has more than once, in several formats."""

from __future__ import annotations

from collections.abc import Container

from anhui_indicators.datapackage.descriptors.model import Resource
from anhui_indicators.datapackage.layout import PARQUET_SUFFIX


def representation_of(resource: Resource, names: Container[str]) -> str | None:
    """Name the table that a resource holds once more, as Parquet.

    Args:
        resource: The resource.
        names: Names of all tables.

    Returns:
        The name; None for a table of its own.
    """
    name = resource.name.removesuffix(PARQUET_SUFFIX)
    is_encoding = resource.format == "parquet" and name != resource.name and name in names
    # An encoding of an encoding would be one of nothing.
    return name if is_encoding and not name.endswith(PARQUET_SUFFIX) else None
