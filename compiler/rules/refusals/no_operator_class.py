"""An index has no operator class for the type of a column.

An operator class says how values of a type are sorted, hashed or compared. Each access
method has them for some types; extensions such as btree_gist bring more.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      label: {type: text}
    primary_key: [id]
    exclude:
      - {elements: [{column: label, operator: =}]}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      label: {type: text}
    primary_key: [id]
    exclude:
      - {elements: [{column: label, operator: =}], method: btree}
    retention: {rule: keep}
"""
