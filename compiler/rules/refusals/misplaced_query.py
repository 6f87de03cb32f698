"""A sub-select stands where PostgreSQL looks at one row alone.

Checks, defaults, indexes, generated columns, keys of partitions, extended statistics
and conditions of triggers are computed from a row, and nothing says when another row
has changed; so no query is allowed in them. In policies, conditions of rules, rows and
results of functions one is.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      room: {type: bigint, not_null: true}
    primary_key: [id]
    checks: {known_room: room IN (SELECT id FROM rooms)}
    retention: {rule: keep}
    ---
    table: rooms
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      room: {type: bigint, not_null: true}
    primary_key: [id]
    foreign_keys:
      - {columns: [room], references: rooms}
    indexes: [{columns: [room]}]
    retention: {rule: keep}
    ---
    table: rooms
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""
