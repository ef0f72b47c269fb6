"""Pandera models and Table Schemas: each made from the other; the issues of a frame."""
