"""Something is said to have had the name that it has.

It says nothing, and hides what the name was before.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    renamed_from: visits
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    renamed_from: calls
    retention: {rule: keep}
"""
