"""A package as it is compared: what it contains, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from anhui_indicators.datapackage.codes.packages import RESOURCE_ERROR
from anhui_indicators.datapackage.codes.reading import SOURCE_ERROR
from anhui_indicators.datapackage.descriptors.model import Resource, Schema
from anhui_indicators.datapackage.descriptors.representations import representation_of
from anhui_indicators.datapackage.opening import OpenPackage
from anhui_indicators.datapackage.tables.reading import is_read_everywhere
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.errors import RejectedInputError
from anhui_indicators.releases.diff.files import fingerprint
from anhui_indicators.releases.diff.table_contents import TableContents, read_table_contents

Recorded = Callable[[str], TableContents | None]


def _nothing(table: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class PackageSnapshot:
    """What a package contains.

    Attributes:
        which: Which of the two it is, for messages.
        opened: The package itself.
        tables: Tables by name.
        encodings: By table, the resource that holds it once more, as Parquet.
        files: Resources that are not tables, or tables of formats that are not read.
        entries: Descriptors of all by name.
        schemas: Schemas of all that have one.
        recorded: Gives the rows of a table that has been read already; None for another.
    """

    which: str
    opened: OpenPackage
    tables: dict[str, Resource]
    encodings: dict[str, Resource]
    files: dict[str, Resource]
    entries: dict[str, dict[str, Any]]
    schemas: dict[str, Schema]
    recorded: Recorded

    @property
    def names(self) -> list[str]:
        """Names of tables and files in the order of the descriptor."""
        return [name for name in self.entries if name in self.tables or name in self.files]

    def entry(self, resource: Resource) -> dict[str, Any]:
        """Give the descriptor of a resource, with its schema in it."""
        entry = self.entries[resource.name]
        schema = entry.get("schema")
        return {
            **entry,
            "schema": self.opened.follow(schema) if isinstance(schema, str) else schema,
        }

    def fingerprint(self, resource: Resource) -> str:
        """Give a text that is the same for the same bytes.

        Raises:
            RejectedInputError: When a file cannot be read.
        """
        with _told_of(self.which, resource):
            return fingerprint(resource, self.opened.files)

    def read(self, resource: Resource, progress: Progress = no_progress) -> TableContents:
        """Read a table.

        Raises:
            RejectedInputError: When it cannot be read, or holds what is not a value of its field.
        """
        recorded = self.recorded(resource.name)
        if recorded is not None:
            return recorded
        with _told_of(self.which, resource):
            return read_table_contents(resource, self.opened.files, progress)


def read_snapshot(
    opened: OpenPackage, which: str, recorded: Recorded = _nothing
) -> PackageSnapshot:
    """Find out what a package contains.

    Args:
        opened: The package.
        which: Which of the two it is, for messages.
        recorded: Gives the rows of a table that has been read already; None for another.

    Raises:
        RejectedInputError: When its descriptor has issues.
    """
    resources = opened.resources
    for issue in opened.issues:
        if issue.severity == "error":
            raise issue.to_error(f"In {which}: {issue.table}" if issue.table else f"In {which}")
    readable = [each for each in resources if each.is_table and is_read_everywhere(each)]
    names = {each.name for each in readable}
    encoded = {each.name: representation_of(each, names) for each in readable}
    tables = {each.name: each for each in readable if encoded[each.name] is None}
    return PackageSnapshot(
        which=which,
        opened=opened,
        tables=tables,
        encodings={table: each for each in readable if (table := encoded[each.name]) is not None},
        files={each.name: each for each in resources if each.name not in names},
        entries={entry["name"]: entry for entry in opened.descriptor.get("resources") or ()},
        schemas={each.name: each.schema for each in resources if each.schema},
        recorded=recorded,
    )


@contextmanager
def _told_of(which: str, resource: Resource) -> Iterator[None]:
    """Say of which of the packages something cannot be read."""
    try:
        yield
    except RejectedInputError as error:
        raise RejectedInputError(error.code, f"In {which}: {error.message}", error.hint) from error
    except OSError as error:
        message = f"In {which}: {resource.name} cannot be read: {error.strerror or error}."
        raise RejectedInputError(RESOURCE_ERROR, message, "Restore the file.") from error
    except (pa.ArrowException, OverflowError, ValueError, TypeError, NotImplementedError) as error:
        # Parquet and Arrow hold values that no other format has, such as a year of 300,000.
        reason = str(error).partition("\n")[0]
        message = f"In {which}: {resource.name} holds what cannot be used: {reason}."
        raise RejectedInputError(SOURCE_ERROR, message, "Write it with usual values.") from error
