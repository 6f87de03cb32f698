"""A function does not say what it returns.

PostgreSQL has to know the type of a result before anybody calls the function. Only
where arguments come out, these say it.

Fails:

    function: greet
    language: sql
    body: SELECT 'hello'

Passes:

    function: greet
    returns: text
    language: sql
    body: SELECT 'hello'
"""
