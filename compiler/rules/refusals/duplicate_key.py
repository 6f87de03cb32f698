"""The same key stands twice in a mapping.

Most readers of YAML keep the last one and say nothing, so half of what was written
would be lost.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      note: {type: text}
      note: {type: text, not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      note: {type: text, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""
