"""The name of a table, function or type has a dot in it.

Where a spec refers to it, what stands before a dot is taken for a schema, so it could
never be found. A shared object says its schema by `schema:`.

Fails:

    type: acme.mood
    enum: [good, bad]

Passes:

    type: mood
    schema: acme
    enum: [good, bad]
"""
