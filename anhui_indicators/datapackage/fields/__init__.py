"""Checking columns: which cells have no value, a wrong one, or one that breaks a constraint.

Whole columns are checked by Arrow where that is certain to say what the reader of one cell says;
what is left in doubt is read by it, each distinct text once. Tests hold both against
frictionless-py.
"""
