"""Storage or compression is said of values that are always small.

Only values of varying length can be compressed or moved out of the row. A number, a
time or a UUID stays where it is, and PostgreSQL refuses to be told otherwise.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      length: {type: integer, storage: external}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      body: {type: text, storage: external}
    primary_key: [id]
    retention: {rule: keep}
"""
