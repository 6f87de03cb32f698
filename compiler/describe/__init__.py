"""Catalog and specs → YAML: what a spec looks like when it is well written."""
