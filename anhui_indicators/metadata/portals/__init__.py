"""What portals ask about a release, in their own words: Zenodo, GitHub and CKAN."""
