"""A `#` in unquoted SQL starts a comment, so the rest of the SQL is lost.

To YAML everything behind a blank and a `#` is a comment. PostgreSQL has operators that
begin so, and `data #>> '{a}'` would silently become `data`. A real comment belongs on a
line of its own.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      data: {type: jsonb, not_null: true}
    primary_key: [id]
    checks:
      signed: data #>> '{author}' <> ''
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      data: {type: jsonb, not_null: true}
    primary_key: [id]
    checks:
      signed: "data #>> '{author}' <> ''"
    retention: {rule: keep}
"""
