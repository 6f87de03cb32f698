"""Views read one another in a circle, so none of them can come first.

A view is made of what its query reads, which has to be there before it. A query that
should read its own result is one of a recursive view: `recursive: true`.

Fails:

    view: recent
    query: SELECT id FROM latest
    ---
    view: latest
    query: SELECT id FROM recent

Passes:

    view: recent
    query: SELECT id FROM orders
    ---
    view: latest
    query: SELECT id FROM recent
"""
