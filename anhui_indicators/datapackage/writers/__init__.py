"""Bytes to tables and tables to bytes, one module a format."""
