"""An operator class is named for a column of another type than it is for.

It says how an index sorts, hashes or compares the values of one type, and PostgreSQL
takes it for no other; `varchar` is as good as `text` there, and an array of any type as
another one. Most columns need none, because their type has one by default.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      label: {type: text}
    primary_key: [id]
    indexes:
      - {columns: [label], operator_class: int4_ops}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      label: {type: text}
    primary_key: [id]
    indexes:
      - {columns: [label], operator_class: text_pattern_ops}
    retention: {rule: keep}
"""
