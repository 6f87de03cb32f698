"""Extended statistics are asked for what PostgreSQL does not keep.

They are about two columns or more, or about one expression, of which PostgreSQL keeps
what it keeps of a column. What is counted has to have an order.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      label: {type: text}
    primary_key: [id]
    statistics:
      - {columns: [label]}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      label: {type: text}
    primary_key: [id]
    statistics:
      - {columns: [id, label]}
    retention: {rule: keep}
"""
