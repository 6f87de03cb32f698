"""A partitioned table says what only a table that holds rows can have.

Its rows stand in its partitions, which take over columns and constraints, but neither
storage parameters nor a replica identity.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    partition_by: {range: created_at, every: 1 month}
    with: {fillfactor: 70}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    partition_by: {range: created_at, every: 1 month}
    retention: {rule: keep}
"""
