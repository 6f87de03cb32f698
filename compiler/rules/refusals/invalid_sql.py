"""SQL that comes of a spec is refused by PostgreSQL's grammar.

Every statement is parsed before it is written, the bodies of functions too, so that
what `compile` writes is never refused for its form. This is mostly about a body; other
SQL in specs is judged where it stands.

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
