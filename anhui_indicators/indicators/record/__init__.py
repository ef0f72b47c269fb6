"""Reading a record: the CSV files and the record.toml that somebody typed."""
