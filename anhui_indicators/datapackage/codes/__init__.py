"""The kinds of issues that any package can have, each declared once.

The modules follow a package from the outside to the inside: packages, files, reading, labels,
cells, keys, row checks.
"""
