"""Our verdicts next to those of frictionless-py, on many small packages."""
