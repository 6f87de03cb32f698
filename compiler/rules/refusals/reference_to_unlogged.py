"""A table that outlives a crash refers to one that does not.

PostgreSQL empties unlogged tables after a crash. A row that refers into one would then
refer to nothing, so only unlogged tables may do so.

Fails:

    table: stops
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    unlogged: true
    retention: {rule: keep}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      stop_id: {type: bigint}
    primary_key: [id]
    foreign_keys:
      - {columns: [stop_id], references: stops}
    retention: {rule: keep}

Passes:

    table: stops
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      stop_id: {type: bigint}
    primary_key: [id]
    foreign_keys:
      - {columns: [stop_id], references: stops}
    retention: {rule: keep}
"""
