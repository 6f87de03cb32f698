"""An index says what has no meaning for it.

Whether nulls are distinct matters only in a unique index, and only declared partitions
can go without one.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      label: {type: text}
    primary_key: [id]
    indexes:
      - {columns: [label], nulls_distinct: false}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      label: {type: text}
    primary_key: [id]
    indexes:
      - {columns: [label], unique: true, nulls_distinct: false}
    retention: {rule: keep}
"""
