"""Two keys that exclude each other stand side by side.

An entry of an index is a column or an expression, and only one of the two can be
indexed. Which one is meant, the spec has to say.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      name: {type: text, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [{column: name, expression: lower(name)}]}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      name: {type: text, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [{expression: lower(name)}]}
    retention: {rule: keep}
"""
