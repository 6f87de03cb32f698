"""An index asks its access method for what that cannot do.

Only B-trees are sorted and keep values unique; only they, gist and spgist store further
columns; and hash, spgist, hnsw and ivfflat take a single column.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [id], method: hash, unique: true}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [id], unique: true, where: id > 0}
    retention: {rule: keep}
"""
