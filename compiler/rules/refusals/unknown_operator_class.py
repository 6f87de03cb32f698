"""An index names an operator class that is not there.

Operator classes are PostgreSQL's own or those of an extension, which the project has to
declare under `extensions:`. One of an extension that the compiler does not know is
written with its schema.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      note: {type: text, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [note], operator_class: text_pattern}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      note: {type: text, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [note], operator_class: text_pattern_ops}
    retention: {rule: keep}
"""
