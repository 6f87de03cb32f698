"""A schema is PostgreSQL's own, or that of the database's owner.

Schemas whose names begin with `pg_`, and `information_schema`, hold what the server
brings. `public` belongs to whoever owns the database, and since PostgreSQL 15 nobody
else may create anything there, so the project's owner could not.

Fails:

    function: answer
    schema: public
    returns: integer
    language: sql
    body: SELECT 42

Passes:

    function: answer
    schema: tools
    returns: integer
    language: sql
    body: SELECT 42
"""
