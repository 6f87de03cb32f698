"""Keys are indented too little or too much, and so belong to something else.

What a key holds stands below it, indented by two spaces more. Keys that stand beside
an empty one, or a key of the table that stands among its columns, are read as something
that nobody meant.

Fails:

    table: visits
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
    primary_key: [id]
    retention: {rule: keep}
"""
