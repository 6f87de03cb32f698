"""A generated column is computed from another one, or from itself.

PostgreSQL computes all generated columns of a row at once, so none of them can see what
another one becomes.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      double: {type: bigint, generated: id * 2}
      fourfold: {type: bigint, generated: double * 2}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      double: {type: bigint, generated: id * 2}
      fourfold: {type: bigint, generated: id * 4}
    primary_key: [id]
    retention: {rule: keep}
"""
