"""A word of SQL stands where a column of its name is meant.

Without double quotes `user` is the role of the session, and so are some others values
of it, whatever the table's columns are called: a policy `user = 'ann'` would compare
the wrong thing, in silence. Other such words end the expression.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      user: {type: text, not_null: true}
    primary_key: [id]
    checks:
      named: user <> 'ann'
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      user: {type: text, not_null: true}
    primary_key: [id]
    checks:
      named: |
        "user" <> 'ann'
    retention: {rule: keep}
"""
