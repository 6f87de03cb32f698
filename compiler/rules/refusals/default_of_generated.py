"""A generated column has a default as well.

PostgreSQL computes a generated column from others of the row, always; a default could
never come to bear, and `CREATE TABLE` refuses both together.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      name: {type: text, not_null: true}
      sort_name: {type: text, generated: lower(name), default: "''"}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      name: {type: text, not_null: true}
      sort_name: {type: text, generated: lower(name)}
    primary_key: [id]
    retention: {rule: keep}
"""
