"""Keys of tables: whether they are unique, and whether those of other tables are found.

A hash says at once that two keys differ; that they are equal is only believed of the keys.
"""
