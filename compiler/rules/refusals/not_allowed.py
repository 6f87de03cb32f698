"""A value stands where only certain others may.

Actions, commands, privileges and their like are words of PostgreSQL, and there are no
others. The id `example` belongs to the files in `out/`, so no tenant has it.

Fails:

    retention_rule: brief
    keep: 30 days
    basis: created_at
    action: remove

Passes:

    retention_rule: brief
    keep: 30 days
    basis: created_at
    action: delete
"""
