"""SQL as text: quoting, templates, and the parsers that judge it."""
