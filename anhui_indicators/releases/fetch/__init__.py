"""Fetching published packages: located, downloaded, verified, and kept in a cache."""
