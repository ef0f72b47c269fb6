"""The nine tables: one Pandera model a table, the rules within a row, and those across tables."""
