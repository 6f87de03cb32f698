"""A text or a number does not have the form that its place asks for.

Intervals, ids and the like are read by the compiler itself and have to be written in
one way; the finding shows which.

Fails:

    retention_rule: brief
    keep: a month
    basis: created_at
    action: delete

Passes:

    retention_rule: brief
    keep: 1 month
    basis: created_at
    action: delete
"""
