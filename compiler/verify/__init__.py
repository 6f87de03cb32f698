"""Tries on a live database what the specs promise."""
