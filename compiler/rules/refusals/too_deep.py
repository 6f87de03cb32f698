"""Lists and mappings stand in one another more deeply than any spec needs.

No spec goes deeper than a handful of levels. What does is a mistake in the brackets, or
made to exhaust whoever reads it.

Fails: A file of a thousand opening brackets.

Passes: Specs in the form that their JSON Schemas describe.
"""
