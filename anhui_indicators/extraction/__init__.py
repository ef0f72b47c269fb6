"""The text of a report: its canonical form, and the figures printed in it."""
