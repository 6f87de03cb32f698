"""A unique index of a partitioned table lacks a column by which the table is split.

PostgreSQL keeps an index for each partition, and each of them knows its own rows only.
Rows that are equal in the index have to be in one partition therefore, which they are
if the columns of the partitions are part of the index. Keys get them by themselves.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      code: {type: text}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [code], unique: true}
    partition_by: {range: created_at, every: 1 month}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      code: {type: text}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [code, created_at], unique: true}
    partition_by: {range: created_at, every: 1 month}
"""
