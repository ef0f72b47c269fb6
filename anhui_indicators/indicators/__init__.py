"""The indicators of a report: nine tables, how they are built, and what is asked of them."""
