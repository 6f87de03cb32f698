"""A foreign key is to change what cannot be changed.

Nobody can write to a generated column, a foreign key neither. And with a period
PostgreSQL takes no action by itself: it only refuses to leave a span of time uncovered.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      order_id: {type: bigint, generated: id}
    primary_key: [id]
    foreign_keys:
      - {columns: [order_id], references: orders, on_delete: set null}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      order_id: {type: bigint, generated: id}
    primary_key: [id]
    foreign_keys:
      - {columns: [order_id], references: orders, on_delete: cascade}
    retention: {rule: keep}
"""
