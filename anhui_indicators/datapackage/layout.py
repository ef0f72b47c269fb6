"""Names of files and of representations in a data package."""

# Name of the file that describes a package.
DESCRIPTOR = "datapackage.json"

# What a descriptor calls the format of Parquet. By the usual name, “parquet”, frictionless-py would
# read the file as a table: it takes missing numbers for NaN, fails on a right size, and asks for an
# extra to be installed. By this name it is a file, whose size and hash it checks.
PARQUET = "apache-parquet"

# What the name of a resource has behind that of the table that it holds once more, as Parquet.
PARQUET_SUFFIX = "-parquet"
