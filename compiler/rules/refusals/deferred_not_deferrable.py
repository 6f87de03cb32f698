"""A constraint waits for the end of the transaction and may not wait.

What is deferred from the beginning can be deferred, so PostgreSQL refuses the one
without the other.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      label: {type: text}
    primary_key: [id]
    unique:
      - {columns: [label], deferrable: false, initially_deferred: true}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      label: {type: text}
    primary_key: [id]
    unique:
      - {columns: [label], initially_deferred: true}
    retention: {rule: keep}
"""
