"""A storage parameter has a value that PostgreSQL does not take.

Each of them is a number within bounds, or one of a few words.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    with: {fillfactor: 5}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    with: {fillfactor: 70}
    retention: {rule: keep}
"""
