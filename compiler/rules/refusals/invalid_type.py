"""A type is not written as PostgreSQL writes types.

A type is a name, perhaps with its schema in front, numbers in parentheses and `[]`
behind. Whether there is such a type is another question, which `unknown-type` answers.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      note: {type: long text}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      note: {type: text}
    primary_key: [id]
    retention: {rule: keep}
"""
