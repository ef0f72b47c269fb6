"""The checks of a record, computed."""
