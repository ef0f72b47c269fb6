"""Building a data package from a record."""
