"""The only door to the network: URLs, one HTTP session, transfers and downloads."""
