"""The ledger of figures, checked against a text."""
