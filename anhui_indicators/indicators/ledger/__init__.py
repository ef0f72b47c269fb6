"""The ledger of figures, held against a text."""
