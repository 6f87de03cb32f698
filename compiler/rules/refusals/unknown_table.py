"""A table is named that no spec declares.

A foreign key refers to a table of the same tenant by its name, and to a shared one with
its schema in front.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      order_id: {type: bigint}
    primary_key: [id]
    foreign_keys:
      - {columns: [order_id], references: ordres}
    indexes:
      - {columns: [order_id]}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      order_id: {type: bigint}
    primary_key: [id]
    foreign_keys:
      - {columns: [order_id], references: orders}
    indexes:
      - {columns: [order_id]}
    retention: {rule: keep}
"""
