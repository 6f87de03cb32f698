"""SQL that has to be one expression is none.

Checks, defaults, conditions of policies and the like stand inside of a larger
statement. Each is read by PostgreSQL's own grammar, alone and in full, so that nothing
can break out of its place: no second statement, no comment to the end, no bracket that
was not opened.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    checks:
      positive: id >
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    checks:
      positive: id > 0
    retention: {rule: keep}
"""
