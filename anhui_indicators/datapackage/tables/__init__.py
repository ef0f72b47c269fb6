"""Files of tables as batches of columns, whatever the format, in memory that does not grow."""
