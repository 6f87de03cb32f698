"""A column that is computed when it is read stands where a stored one is needed.

Such a column has no place on disk: no index, key, foreign key or statistics can be made
of it. Nor can whoever reads the table be made to run other people's code by it, so only
PostgreSQL's own types and functions may stand in it.

Fails:

    project: acme
    postgres: 18
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      double: {type: bigint, generated: id * 2, stored: false}
    primary_key: [id]
    indexes:
      - {columns: [double]}
    retention: {rule: keep}

Passes:

    project: acme
    postgres: 18
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      double: {type: bigint, generated: id * 2}
    primary_key: [id]
    indexes:
      - {columns: [double]}
    retention: {rule: keep}
"""
