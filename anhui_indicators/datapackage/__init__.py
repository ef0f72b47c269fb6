"""Any data package, of either version of the standard: read, checked, digested and written."""
