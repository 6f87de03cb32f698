"""SQL that comes of a spec is refused by PostgreSQL's grammar.

Every statement is parsed before it is written, the bodies of functions too, so that
what `compile` writes is never refused for its form. This is mostly about a body; other
SQL in specs is judged where it stands.

With `begin_atomic` PostgreSQL keeps the body as queries, not as a text, so it holds
`SELECT`, `INSERT`, `UPDATE`, `DELETE` and `MERGE`; `CALL` and other statements stand in
a `body`.

Fails:

    function: greeting
    returns: text
    language: sql
    body: SELEC 'hello'

Passes:

    function: greeting
    returns: text
    language: sql
    body: SELECT 'hello'
"""
