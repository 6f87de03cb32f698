"""A collation is given to values that are no text.

Numbers, times and all else have one order, and PostgreSQL refuses to be given another
one.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      length: {type: integer, collation: C}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      length: {type: text, collation: C}
    primary_key: [id]
    retention: {rule: keep}
"""
