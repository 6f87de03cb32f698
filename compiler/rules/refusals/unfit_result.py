"""A function cannot return what its spec says.

What a trigger's function returns is fixed, and it takes no arguments; what comes out of
arguments is the result already; a type that stands for any needs an argument that says
which one; and only a set has a number of rows.

Fails:

    function: first_of
    arguments: [{name: list, type: "text[]"}]
    returns: anyelement
    language: sql
    body: SELECT list[1]

Passes:

    function: first_of
    arguments: [{name: list, type: anyarray}]
    returns: anyelement
    language: sql
    body: SELECT list[1]
"""
