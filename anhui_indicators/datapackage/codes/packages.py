"""Issues of a package as a whole: its descriptor, its resources, its paths, its record."""

from __future__ import annotations

from anhui_indicators.diagnostics.code import Code, shown

PACKAGE_ERROR = Code(
    "package-error",
    meaning="The descriptor cannot be read, or is not that of a data package.",
    why=(
        "Reported when `datapackage.json` has no list `resources`, two resources of one `name`, or "
        "a property that is not of its kind, and when an archive holds no `datapackage.json`. "
        "A package of indicators also needs `version` and `licenses`. Without a sound "
        "descriptor nothing says what the package holds."
    ),
    fix=(
        "Fix the property that the message names; build the package again when it was built "
        "from a record."
    ),
    example=shown(
        "json",
        "{",
        '  "name": "weather",',
        '  "resources": [',
        '    {"name": "stations", "path": "north.csv"},',
        '    {"name": "stations", "path": "south.csv"}',
        "  ]",
        "}",
        said="Of the package: two resources are named stations.",
    ),
)

RESOURCE_ERROR = Code(
    "resource-error",
    meaning="A table that the package should hold is missing, or its entry is unusable.",
    why=(
        "Reported when the file that a resource has as `path` is not there or cannot be read; when "
        "its entry cannot be used, such as one without `name`, or with neither `path` nor "
        "`data`; and when a foreign key refers to a resource that is not there. In a package "
        "of indicators, also when a table is missing or does not belong, or is not declared as "
        "the library writes it."
    ),
    fix="Restore the file, fix its `path`, or remove the entry that does not belong.",
    example=shown(
        "json",
        '{"name": "stations", "path": "data/station.csv"}',
        said="Of `stations`: there is no file data/station.csv. It is data/stations.csv.",
    ),
)

RECORD_ERROR = Code(
    "record-error",
    meaning="A file of the record is missing, cannot be read, or lacks a required entry.",
    why=(
        "Reported by `build`, of the folder that a package is made from: when `record.toml` is "
        "missing, is not TOML, or lacks `name`, `version`, `title`, `description` or "
        "`licenses`, which become the properties of these names in the descriptor; and when "
        "the CSV file of a table is missing, or is of no table."
    ),
    fix=(
        "Add or fix what the message names. A table without rows is a file that holds its "
        "column names alone."
    ),
    example=shown(
        "toml",
        'name = "harbour"',
        'version = "1.0.0"',
        'title = "The harbour in figures"',
        'licenses = [{ name = "CC-BY-4.0" }]',
        said="Of the record: record.toml has no description.",
    ),
)

PATH_ERROR = Code(
    "path-error",
    meaning="A path leads out of the package, or is of a kind that is not followed.",
    why=(
        "Reported when the `path` of a resource is absolute, leads upwards, to something hidden, "
        "through a link out of the folder, or to anything but a plain file. The Data Package "
        "standard forbids such paths: the package of a stranger could have any file of the "
        "machine read, and printed in a report."
    ),
    fix=(
        "Put the file into the folder of the package, and give its path relative to that "
        "folder, with forward slashes."
    ),
    example=shown(
        "json",
        '{"name": "stations", "path": "../../home/stations.csv"}',
        said="Of `stations`: the path leads upwards.",
    ),
)

PACKAGE_CODES = (
    PACKAGE_ERROR,
    RESOURCE_ERROR,
    RECORD_ERROR,
    PATH_ERROR,
)
