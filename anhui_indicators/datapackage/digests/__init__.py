"""The canonical text of typed tables, and the digests that prove that two say the same."""
