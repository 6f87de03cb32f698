"""A key is missing that has to be there.

A column without a type, or a retention rule that does not say for how long, cannot be
compiled, and the compiler guesses nothing.

Fails:

    table: visits
    columns:
      id: {not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""
