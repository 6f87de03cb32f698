"""The object kinds: one set of frozen values for what is wanted and what is there."""
