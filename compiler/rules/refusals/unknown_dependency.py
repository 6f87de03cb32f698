"""A routine depends on something that no spec declares.

What it depends on is created before it, and only what a spec declares is created at
all. What PostgreSQL or an extension brings is there anyway.

Fails:

    function: latest
    returns: timestamptz
    language: sql
    depends_on: [ordrs]
    body: SELECT max(created_at) FROM orders

Passes:

    function: latest
    returns: timestamptz
    language: sql
    depends_on: [orders]
    body: SELECT max(created_at) FROM orders
"""
