"""A package in another representation, which says the same."""
