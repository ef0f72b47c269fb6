"""Timings of the library against the alternatives; see `python -m benchmarks --help`."""
