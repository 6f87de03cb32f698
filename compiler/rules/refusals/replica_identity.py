"""Old rows are to be known by an index that does not tell them apart.

A replica finds the row that changed by the columns of the index. It has to be unique
over all rows, on columns alone that are never null, and checked at once.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      label: {type: text, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [label], name: visits_label}
    replica_identity: {index: visits_label}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      label: {type: text, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [label], name: visits_label, unique: true}
    replica_identity: {index: visits_label}
    retention: {rule: keep}
"""
