"""Reads what is there: one query file for each kind, rows to values of the model."""
