"""A foreign key refers to a view or a sequence.

Only the rows of a table can be looked up and kept from being deleted.

Fails:

    view: recent
    query: SELECT id FROM orders
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      order_id: {type: bigint}
    primary_key: [id]
    foreign_keys:
      - {columns: [order_id], references: recent, to: [id]}
    retention: {rule: keep}

Passes:

    view: recent
    query: SELECT id FROM orders
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      order_id: {type: bigint}
    primary_key: [id]
    foreign_keys:
      - {columns: [order_id], references: orders, to: [id]}
    retention: {rule: keep}
"""
