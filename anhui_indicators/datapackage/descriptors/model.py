"""Descriptors as values: read, checked, and the same for both versions of the standard."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

FieldsMatch = Literal["exact", "equal", "subset", "superset", "partial"]
MATCHES: tuple[FieldsMatch, ...] = ("exact", "equal", "subset", "superset", "partial")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written in a file; the attributes are the properties of Table Dialect.

    `header_case` and `skip_blank_rows` are extensions of frictionless-py. Without `header_rows`,
    the header is the first row that is neither a comment nor skipped for being blank.
    """

    header: bool = True
    header_rows: tuple[int, ...] = ()
    header_join: str = " "
    header_case: bool = True
    comment_rows: tuple[int, ...] = ()
    comment_char: str | None = None
    skip_blank_rows: bool = False
    delimiter: str = ","
    line_terminator: str | None = None
    quote_char: str | None = '"'
    double_quote: bool = True
    escape_char: str | None = None
    null_sequence: str | None = None
    skip_initial_space: bool = False
    property: str | None = None
    item_keys: tuple[str, ...] = ()
    sheet_number: int = 1
    sheet_name: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A column as a Table Schema has it.

    Attributes:
        name: Name of the column.
        type: Type of Table Schema.
        format: Format of the type.
        constraints: Constraints by name, as in the descriptor.
        missing_values: Texts that stand for no value.
        categories: The only values allowed, as in the descriptor, without labels; or None.
        descriptor: The descriptor itself.
    """

    name: str
    type: str = "string"
    format: str = "default"
    constraints: dict[str, Any] = field(default_factory=dict)
    missing_values: tuple[str, ...] = ("",)
    categories: tuple[Any, ...] | None = None
    descriptor: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def required(self) -> bool:
        """Whether each row must have a value."""
        return bool(self.constraints.get("required"))


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values must be found together in columns of another table, or the same.

    Attributes:
        fields: The columns that refer.
        resource: Name of the table referred to; empty for the same.
        reference: The columns referred to.
        package: Where the package of that table is; empty for the same package.
    """

    fields: tuple[str, ...]
    resource: str
    reference: tuple[str, ...]
    package: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """A Table Schema; the attributes are its properties.

    References to tables of other packages are apart, in `outside_keys`.
    """

    fields: tuple[Field, ...] = ()
    fields_match: FieldsMatch = "exact"
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    outside_keys: tuple[ForeignKey, ...] = ()

    def field(self, name: str) -> Field:
        """Give the column of a name, which must be there."""
        return next(field for field in self.fields if field.name == name)


@dataclass(frozen=True, slots=True)
class Resource:
    """A file, several that make one table, or data within the descriptor.

    Attributes:
        name: Name, one in its package.
        paths: Files, in order; none for data within the descriptor.
        data: Data within the descriptor, or None.
        text: Data within the descriptor as the text of a file would be, or None.
        format: Format by name or by suffix, in lower case, such as `csv`.
        compression: `gz`, `bz2`, `xz`, `zip` or nothing.
        inner_path: Which file of a zip it is, or None for the only one.
        encoding: Encoding of a text, or None when nothing is said.
        is_table: Whether it holds a table.
        dialect: How the table is written.
        schema: What its columns are, or None when nothing is said.
        hash: Declared hash of the file, or None.
        bytes: Declared size of the file, or None.
        rows: Declared number of rows, or None.
        columns: Declared number of columns, or None.
        checks: Checks of its rows beyond the standard, as the descriptor has them.
    """

    name: str
    paths: tuple[str, ...] = ()
    data: Any = None
    text: str | None = None
    format: str = ""
    compression: str = ""
    inner_path: str | None = None
    encoding: str | None = None
    is_table: bool = False
    dialect: Dialect = Dialect()
    schema: Schema | None = None
    hash: str | None = None
    bytes: int | None = None
    rows: int | None = None
    columns: int | None = None
    checks: tuple[dict[str, Any], ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """What is read one behind the other: the files, or the text within the descriptor."""
        return self.paths if self.text is None else ("data",)
