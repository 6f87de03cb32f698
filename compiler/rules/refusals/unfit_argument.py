"""An argument of a routine cannot stand where it does.

A caller who leaves out an argument leaves out all behind it, so defaults come last; a
variadic argument takes all that is left; and no two have one name, in which the body
would not tell them apart. PostgreSQL hands over at most 100.

Fails:

    function: page
    arguments:
      - {name: size, type: integer, default: 20}
      - {name: number, type: integer}
    returns: integer
    language: sql
    return: size * number

Passes:

    function: page
    arguments:
      - {name: number, type: integer}
      - {name: size, type: integer, default: 20}
    returns: integer
    language: sql
    return: size * number
"""
