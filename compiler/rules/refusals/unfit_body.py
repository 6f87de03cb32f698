"""The body of a routine is SQL that its language does not take.

With `return` and `begin_atomic` PostgreSQL reads the body when it creates the routine,
and it can do that for SQL alone. A body of another language is a text that is read when
it runs.

Fails:

    function: twice
    arguments: [{name: n, type: integer}]
    returns: integer
    language: plpgsql
    return: 2 * n

Passes:

    function: twice
    arguments: [{name: n, type: integer}]
    returns: integer
    language: sql
    return: 2 * n
"""
