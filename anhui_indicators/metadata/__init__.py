"""A package described in other vocabularies: portals and citations."""
