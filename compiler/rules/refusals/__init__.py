"""Pages of the rules by which earlier stages refuse what cannot be compiled."""
