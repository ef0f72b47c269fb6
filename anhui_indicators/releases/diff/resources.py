"""What two versions of a resource say of themselves, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterator

from anhui_indicators.datapackage.descriptors.model import Resource, Schema
from anhui_indicators.releases.diff.changes import Change
from anhui_indicators.releases.diff.columns import compare_columns
from anhui_indicators.releases.diff.constraints import compare_keys
from anhui_indicators.releases.diff.files import compare_files
from anhui_indicators.releases.diff.package_snapshot import PackageSnapshot
from anhui_indicators.releases.diff.properties import compare_resource_properties

# What stands for a resource that says nothing of its columns.
_NONE = Schema()


def compare_resources(
    old: PackageSnapshot, new: PackageSnapshot, before: Resource, after: Resource, table: str
) -> Iterator[Change]:
    """Compare properties, files and keys; columns are left to those who know which there are.

    Args:
        old: The old package.
        new: The new package.
        before: The resource of the old package.
        after: The resource of the new package.
        table: Name of the table or file that the changes are of.
    """
    yield from compare_resource_properties(old.entry(before), new.entry(after), table)
    yield from compare_files(before, after, table)
    yield from compare_keys(before.schema or _NONE, after.schema or _NONE, table)


def compare_declared(before: Resource, after: Resource, table: str) -> Iterator[Change]:
    """Compare columns as far as schemas name them, with nothing read.

    Args:
        before: The resource of the old package.
        after: The resource of the new package.
        table: Name of the table or file that the changes are of.
    """
    fields = (before.schema or _NONE).fields, (after.schema or _NONE).fields
    yield from compare_columns(*fields, table)
