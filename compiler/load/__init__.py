"""YAML text to documents: nodes that know their place, in the shape of their kind."""
