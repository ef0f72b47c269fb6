"""Tables of other packages that a package refers to, brought in so that references are checked."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO
from urllib.parse import urljoin

from anhui_indicators.datapackage.access.bounded_json import read_json
from anhui_indicators.datapackage.access.paths import is_url, plain_path
from anhui_indicators.datapackage.codes.keys import FOREIGN_KEY
from anhui_indicators.datapackage.codes.packages import PACKAGE_ERROR
from anhui_indicators.datapackage.descriptors.model import ForeignKey, Resource, Schema
from anhui_indicators.datapackage.descriptors.package import read_package
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.datapackage.limits import DESCRIPTOR_BYTES
from anhui_indicators.datapackage.resource_files import ResourceFiles
from anhui_indicators.datapackage.tables.reading import is_read
from anhui_indicators.diagnostics import Issue
from anhui_indicators.errors import RejectedInputError


@dataclass(frozen=True, slots=True)
class OutsideTable:
    """A table of another package.

    Attributes:
        resource: What is said of it; its name says the package, too.
        files: Where its files come from.
    """

    resource: Resource
    files: ResourceFiles


@dataclass(frozen=True, slots=True)
class _Beside:
    """Files that are named from the place of another descriptor."""

    descriptor: str
    files: ResourceFiles

    def path(self, path: str) -> str:
        if is_url(self.descriptor):
            return urljoin(self.descriptor, path)
        return posixpath.join(posixpath.dirname(self.descriptor), path)

    def open(self, path: str) -> BinaryIO:
        return self.files.open(self.path(path))

    def check(self, path: str) -> None:
        self.files.check(self.path(path))

    def close(self) -> None:
        """Do nothing: the files are those of the package that refers."""

    def follow(self, path: str) -> Any:
        with self.open(path) as file:
            return read_json(file.read(DESCRIPTOR_BYTES + 1), path, PACKAGE_ERROR)


class OutsideKeys:
    """The references of a package to others, as far as these can be read.

    Args:
        resources: The tables of the package.
        files: Where its files come from.

    Attributes:
        resources: The tables, with keys that refer to outside tables by their names.
        tables: The outside tables, by name.
        issues: A warning for each reference that is not checked.
    """

    def __init__(self, resources: list[Resource], files: ResourceFiles) -> None:
        self.tables: dict[str, OutsideTable] = {}
        self.issues: list[Issue] = []
        self._files = files
        self.resources = [self._connected(resource) for resource in resources]

    def _connected(self, resource: Resource) -> Resource:
        schema = resource.schema
        if schema is None or not schema.outside_keys:
            return resource
        return replace(resource, schema=self._with_keys(resource, schema))

    def _with_keys(self, resource: Resource, schema: Schema) -> Schema:
        found = tuple(self._found(resource, schema))
        return replace(schema, foreign_keys=(*schema.foreign_keys, *found))

    def _found(self, resource: Resource, schema: Schema) -> Iterator[ForeignKey]:
        for key in schema.outside_keys:
            name = f"{key.resource} of {key.package}"
            try:
                self._bring(key, name)
            except RejectedInputError as error:
                message = f"references to {name} are not checked"
                hint = f"{error.message} {error.hint}".strip()
                columns = ", ".join(key.fields)
                issue = Issue(FOREIGN_KEY, message, hint, resource.name, column=columns)
                self.issues.append(replace(issue, severity="warning"))
            else:
                yield replace(key, resource=name, package="")

    def _bring(self, key: ForeignKey, name: str) -> None:
        """Have a table among those outside.

        Raises:
            RejectedInputError: When it cannot be read.
        """
        if name in self.tables:
            return
        beside = _Beside(plain_path(key.package), self._files)
        descriptor = beside.follow(posixpath.basename(key.package) or key.package)
        if not isinstance(descriptor, dict):
            raise RejectedInputError(PACKAGE_ERROR, f"{key.package} is not a descriptor.", "")
        resources, _ = read_package(descriptor, beside.follow, FIELD_TYPES)
        table = next((each for each in resources if each.name == key.resource), None)
        if table is None or not is_read(table):
            raise RejectedInputError(PACKAGE_ERROR, f"It has no table {key.resource}.", "")
        schema = table.schema and replace(table.schema, foreign_keys=(), outside_keys=())
        alone = replace(table, name=name, schema=schema, checks=())
        self.tables[name] = OutsideTable(alone, ResourceFiles(beside, self._files.remote))
