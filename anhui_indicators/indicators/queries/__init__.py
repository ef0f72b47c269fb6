"""Questions to a package of indicators."""
