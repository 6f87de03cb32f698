"""A column is named that the table does not have.

Columns come from the table and from its mixins. Text in SQL stands in single quotes:
without them `pending` is a column, and in YAML quotes alone do not make it text.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      state: {type: text, not_null: true, default: pending}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      state: {type: text, not_null: true, default: "'pending'"}
    primary_key: [id]
    retention: {rule: keep}
"""
