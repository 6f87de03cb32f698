"""A view says what its query does not go with.

More columns are named than the query has, two have one name, a recursive view names
none, or rows are to be checked that cannot be written through the view: for that its
query has to be a SELECT from one table, without groups, limits and aggregates.

Fails:

    view: recent
    columns: [id, made_at, more]
    query: SELECT id, created_at FROM orders

Passes:

    view: recent
    columns: [id, made_at]
    query: SELECT id, created_at FROM orders
"""
