"""Reading a record: the CSV files and the record.toml as people typed them."""
