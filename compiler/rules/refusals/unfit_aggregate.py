"""Parts of an aggregate do not go together.

An ordered set is sorted before it is aggregated, so it is computed neither in a moving
frame nor in parallel; a sort operator compares one argument; and what is said of a
final function needs one. There are at most 99 arguments.

Fails:

    aggregate: biggest
    arguments: [{name: a, type: integer}, {name: b, type: integer}]
    state_function: int8_sum
    state_type: numeric
    sort_operator: ">"

Passes:

    aggregate: biggest
    arguments: [{name: a, type: integer}]
    state_function: int4larger
    state_type: integer
    sort_operator: ">"
"""
