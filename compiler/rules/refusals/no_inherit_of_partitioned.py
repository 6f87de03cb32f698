"""A check is about the rows of a partitioned table alone, which has none.

All rows of a partitioned table stand in its partitions. A check that they do not
inherit would check nothing, and PostgreSQL refuses it.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    partition_by: {range: created_at, every: 1 month}
    checks:
      positive: {expression: id > 0, no_inherit: true}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    partition_by: {range: created_at, every: 1 month}
    checks:
      positive: {expression: id > 0}
    retention: {rule: keep}
"""
