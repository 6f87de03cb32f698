"""An expression comes to something of another type than its place can take.

A check, a policy and the condition of an index or a trigger are true or false, and so
is each side of AND. What a default or a generated column comes to is stored in the
column: PostgreSQL turns one number or time into another for that, and everything into
text, but neither a time into a number nor a text into anything else.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      left_at: {type: bigint, default: now()}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      left_at: {type: timestamptz, default: now()}
    primary_key: [id]
    retention: {rule: keep}
"""
