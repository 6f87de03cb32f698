"""A foreign key refers to columns that are no key of the other table.

A reference has to lead to one row, so PostgreSQL wants a primary or unique key on
exactly these columns. Between the tenants' tables the tenant column is added to both
sides, as it is to the keys.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      ordered_at: {type: timestamptz}
    primary_key: [id]
    foreign_keys:
      - {columns: [ordered_at], references: orders, to: [created_at]}
    indexes:
      - {columns: [ordered_at]}
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
