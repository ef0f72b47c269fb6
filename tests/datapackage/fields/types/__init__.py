"""Examples of each type, one module a type."""
