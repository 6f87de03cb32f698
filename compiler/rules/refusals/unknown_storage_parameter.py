"""A storage parameter is named that there is not.

Which parameters there are depends on what has them: a table, a column, an index of one
access method, an operator class.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    with: {filfactor: 70}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    with: {fillfactor: 70}
    retention: {rule: keep}
"""
