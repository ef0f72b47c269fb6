"""Checking columns: which cells have no value, a wrong one, or one that breaks a constraint.

Whole columns are checked by Arrow where that is certain to say what frictionless-py says of each
cell; what is left in doubt is read by its own field reader, each distinct text once.
"""
