"""The indicators of a report: nine tables, how they are built, and what is asked of them."""

# What a descriptor of such a package has in `conformsTo`.
PROFILE_NAME = "indicators"
