"""Validation of a package, a file or a table, batch by batch."""
