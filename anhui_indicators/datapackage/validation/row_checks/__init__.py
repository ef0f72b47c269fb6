"""Checks beyond the standard, under the names that frictionless-py has for them; a module each."""
