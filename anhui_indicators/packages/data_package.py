"""A data package of any kind, as an analyst uses it.

Like `anhui_indicators.api`, it offers verbs, and each imports what it needs when it is called.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, overload

from anhui_indicators._text import text_of
from anhui_indicators.datapackage.descriptors.representations import representation_of
from anhui_indicators.datapackage.opening import OpenPackage
from anhui_indicators.datapackage.tables.engines import check_engine, to_engine
from anhui_indicators.diagnostics.collector import MANY
from anhui_indicators.errors import (
    IndicatorsError,
    MissingDependencyError,
    ReadError,
    UnknownNameError,
)

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from anhui_indicators.datapackage.descriptors.model import Resource
    from anhui_indicators.datapackage.digests.content_digest import ContentDigest
    from anhui_indicators.datapackage.loading.table_loader import TableLoader
    from anhui_indicators.diagnostics import Report


class DataPackage:
    """A data package; `anhui_indicators.open_package` opens one.

    It stands for its descriptor, or its archive, wherever a path is taken.

    Args:
        opened: The package.

    Attributes:
        opened: The package.
    """

    def __init__(self, opened: OpenPackage) -> None:
        self.opened = opened

    def __fspath__(self) -> str:
        return str(self.opened.file)

    def __repr__(self) -> str:
        named = f"{self.name} {self.version}".strip()
        return f"<{type(self).__name__} {named}: {', '.join(self.tables())}>"

    def _repr_html_(self) -> str:
        from anhui_indicators.packages.overview import as_html

        return as_html(self.opened, self.tables(), self.name)

    @property
    def descriptor(self) -> dict[str, Any]:
        """What `datapackage.json` says, not to be changed."""
        return self.opened.descriptor

    @property
    def name(self) -> str:
        """Name of the package; where it has none, that of its folder or archive."""
        return text_of(self.descriptor.get("name")) or (
            self.opened.file.stem if self.opened.is_archive else self.opened.file.parent.name
        )

    @property
    def version(self) -> str:
        """Version of the data; empty where it has none."""
        return text_of(self.descriptor.get("version"))

    def tables(self) -> list[str]:
        """Give the names of the tables; one that is in several encodings counts once."""
        found = [each for each in self.opened.resources if each.is_table]
        names = {each.name for each in found}
        return [each.name for each in found if representation_of(each, names) is None]

    def schema(self, table: str) -> dict[str, Any]:
        """Give the Table Schema of a table, as its author wrote it.

        Args:
            table: Name of the table.

        Returns:
            The descriptor; empty where the table has none.

        Raises:
            UnknownNameError: When there is no such table.
        """
        self._resource(table)
        entries = self.descriptor["resources"]
        schema = next(
            entry.get("schema")
            for entry in entries
            if isinstance(entry, dict) and entry.get("name") == table
        )
        found = self.opened.follow(schema) if isinstance(schema, str) else schema
        return deepcopy(found) if isinstance(found, dict) else {}

    @overload
    def dictionary(self, table: str, *, engine: Literal["pandas"] = ...) -> pd.DataFrame: ...
    @overload
    def dictionary(self, table: str, *, engine: Literal["polars"]) -> pl.DataFrame: ...
    @overload
    def dictionary(self, table: str, *, engine: Literal["pyarrow"]) -> pa.Table: ...
    def dictionary(self, table: str, *, engine: str = "pandas") -> Any:
        """Give the data dictionary of a table.

        Args:
            table: Name of the table.
            engine: As for `load`.

        Returns:
            A frame with a row for each column: its name, its type with format, whether a value is
            required, the key that it belongs to, its unit, its description and the values allowed.

        Raises:
            UnknownNameError: When there is no such table or engine.
            ReadError: When its schema is not one of Table Schema.
        """
        import pyarrow as pa

        from anhui_indicators.packages.dictionary import COLUMNS, describe_columns

        check_engine(engine)
        rows = describe_columns(self._sound(table))
        kinds = pa.schema([(name, pa.string()) for name in COLUMNS])
        return to_engine(pa.Table.from_pylist(rows, kinds), engine)

    @overload
    def load(
        self,
        table: str,
        *,
        engine: Literal["pandas"] = ...,
        columns: Sequence[str] | None = ...,
        where: Mapping[str, Any] | None = ...,
        errors: str = ...,
        missing: str = ...,
        decimals: bool = ...,
        index: bool = ...,
    ) -> pd.DataFrame: ...
    @overload
    def load(
        self,
        table: str,
        *,
        engine: Literal["polars"],
        columns: Sequence[str] | None = ...,
        where: Mapping[str, Any] | None = ...,
        errors: str = ...,
        missing: str = ...,
        decimals: bool = ...,
    ) -> pl.DataFrame: ...
    @overload
    def load(
        self,
        table: str,
        *,
        engine: Literal["pyarrow"],
        columns: Sequence[str] | None = ...,
        where: Mapping[str, Any] | None = ...,
        errors: str = ...,
        missing: str = ...,
        decimals: bool = ...,
    ) -> pa.Table: ...
    @overload
    def load(
        self,
        table: str,
        *,
        engine: Literal["duckdb"],
        columns: Sequence[str] | None = ...,
        where: Mapping[str, Any] | None = ...,
        errors: str = ...,
        missing: str = ...,
        decimals: bool = ...,
    ) -> duckdb.DuckDBPyRelation: ...
    def load(
        self,
        table: str,
        *,
        engine: str = "pandas",
        columns: Sequence[str] | None = None,
        where: Mapping[str, Any] | None = None,
        errors: str = "raise",
        missing: str = "null",
        decimals: bool = False,
        index: bool = False,
    ) -> Any:
        """Load a table, typed by its Table Schema.

        Size and hash of its file are checked before anything is read. Types of values are checked,
        categories too; constraints and keys are for `validate`. docs/loading.md says what each
        type becomes.

        Args:
            table: Name of the table.
            engine: ``"pandas"``, ``"polars"``, ``"pyarrow"`` or ``"duckdb"``.
            columns: Names of the columns, in the order wanted; all by default.
            where: Values that rows have to have, by column: one value, or several of which one
                will do; None for no value.
            errors: What becomes of a cell that is not a value of its field: ``"raise"`` is an
                error that names the first rows, ``"null"`` loads it as missing, ``"text"`` loads
                its whole column as it is written.
            missing: ``"column"`` adds a column ``NAME_missing`` to each column whose missing
                values have labels, with the label of each cell that is missing.
            decimals: Load numbers as decimals, exactly as they are written.
            index: Make the primary key the index; of pandas only.

        Returns:
            A frame with a row for each row of the table.

        Raises:
            UnknownNameError: When table, column, engine or another choice does not exist.
            MissingDependencyError: When the library of the engine is not installed.
            ReadError: When the table cannot be read, or is not the one declared.
            RejectedInputError: When a cell is not a value of its field.
        """
        check_engine(engine)
        if index and engine != "pandas":
            raise IndicatorsError("Only pandas has an index.", "Leave out index=True.")
        loader = self._loader(
            table, columns=columns, where=where or {}, errors=errors, missing=missing,
            decimals=decimals,
        )  # fmt: skip
        frame = to_engine(loader.table(), engine)
        return self._indexed(frame, table) if index else frame

    def batches(
        self,
        table: str,
        *,
        columns: Sequence[str] | None = None,
        where: Mapping[str, Any] | None = None,
        errors: str = "raise",
        missing: str = "null",
    ) -> pa.RecordBatchReader:
        """Load a table batch by batch, in little memory however many rows it has.

        Args:
            table: Name of the table.
            columns: As for `load`.
            where: As for `load`.
            errors: As for `load`, but for ``"text"``.
            missing: As for `load`.

        Returns:
            What gives batches of Arrow, and knows their schema.

        Raises:
            UnknownNameError, ReadError, RejectedInputError: As for `load`; also while batches are
                read.
        """
        return self._loader(
            table, columns=columns, where=where or {}, errors=errors, missing=missing
        ).batches()

    @overload
    def sql(self, query: str, *, engine: Literal["pandas"] = ...) -> pd.DataFrame: ...
    @overload
    def sql(self, query: str, *, engine: Literal["polars"]) -> pl.DataFrame: ...
    @overload
    def sql(self, query: str, *, engine: Literal["pyarrow"]) -> pa.Table: ...
    def sql(self, query: str, *, engine: str = "pandas") -> Any:
        """Query the tables by the SQL of DuckDB; needs the extra ``duckdb``.

        Args:
            query: A query that names tables as the package does, in double quotes where a name is
                not one of SQL.
            engine: As for `load`.

        Returns:
            A frame of what the query gives.

        Raises:
            MissingDependencyError: When DuckDB is not installed.
            ReadError: When a table cannot be read.
            IndicatorsError: When DuckDB rejects the query.
        """
        from anhui_indicators.packages.sql import run_query

        check_engine(engine)

        def load(table: str) -> pa.Table:
            return self.load(table, engine="pyarrow")

        return to_engine(run_query(query, self.tables(), load), engine)

    def validate(self, *, strict: bool = False, limit: int | None = MANY) -> Report:
        """Validate the package; `anhui_indicators.validate` has more to choose from.

        Args:
            strict: Whether warnings are errors.
            limit: How many issues of a kind are reported one by one; None for all.
        """
        from anhui_indicators.datapackage.validation.package import validate_package

        report = validate_package(self.opened, None, limit, strict=strict)
        return report.strict() if strict else report

    def digest(self) -> ContentDigest:
        """Compute the content digest of the package.

        Raises:
            RejectedInputError: When a table holds what is not a value of its field.
        """
        from anhui_indicators.datapackage.digests.package import digest_package

        return digest_package(self.opened)

    def cite(self, style: str = "text") -> str:
        """Say how to cite the data, their version included.

        Args:
            style: ``"text"``, ``"bibtex"`` or ``"csl-json"``.

        Returns:
            The citation, without a line feed at the end.

        Raises:
            UnknownNameError: When there is no such style.
        """
        from anhui_indicators.metadata.citation import cite

        return cite(self.descriptor, style)

    def to_frictionless(self) -> Any:
        """Give the package as one of frictionless-py, which has to be installed.

        Raises:
            MissingDependencyError: When frictionless-py is not installed.
        """
        try:
            import frictionless
        except ImportError as error:
            raise MissingDependencyError("frictionless", "frictionless") from error
        return frictionless.Package(str(self.opened.file))

    def _resource(self, table: str) -> Resource:
        found = {each.name: each for each in self.opened.resources if each.is_table}
        if table not in found:
            raise UnknownNameError("table", table, self.tables())
        return found[table]

    def _sound(self, table: str) -> Resource:
        """Give a table of which what is said can be understood, but for words that say nothing."""
        from anhui_indicators.datapackage.descriptors.schema import read_schema
        from anhui_indicators.datapackage.fields.registry import FIELD_TYPES

        resource = self._resource(table)
        declared = self.schema(table)
        if resource.schema is not None or not declared:
            return resource
        schema, issues = read_schema(_without_odd_words(declared), table, 2, FIELD_TYPES)
        if schema is None:
            raise ReadError(f"{issues[0].place}: {issues[0].message}.", issues[0].hint)
        return replace(resource, schema=schema)

    def _loader(self, table: str, **options: Any) -> TableLoader:
        from anhui_indicators.datapackage.loading.options import LoadOptions
        from anhui_indicators.datapackage.loading.table_loader import TableLoader

        chosen = LoadOptions(**options)
        resource = self._sound(table)
        return TableLoader(resource, self.schema(table), self.opened.files, chosen)

    def _indexed(self, frame: pd.DataFrame, table: str) -> pd.DataFrame:
        schema = self._resource(table).schema
        key = list(schema.primary_key) if schema else []
        if not key:
            message = f"The table {table} has no primary key to be the index."
            raise IndicatorsError(message, "Leave out index=True.")
        lacking = [name for name in key if name not in frame.columns]
        if lacking:
            message = f"The columns chosen lack {', '.join(lacking)}, which the index is made of."
            raise IndicatorsError(message, "Add them to columns=.")
        return frame.set_index(key)


def _without_odd_words(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave out titles and descriptions that are not texts: tables are the same without."""
    entries = schema.get("fields")
    for each in [schema, *(entries if isinstance(entries, list) else ())]:
        for word in ("title", "description"):
            if isinstance(each, dict) and not isinstance(each.get(word, ""), str):
                del each[word]
    return schema
