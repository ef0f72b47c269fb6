"""Packages that are open, as those who want their data use them."""
