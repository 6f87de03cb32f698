"""An exclusion constraint compares by an operator that PostgreSQL does not have.

Operators of PostgreSQL are written alone. One of an extension or of the project is
looked up by its schema, which has to stand in front.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      during: {type: tstzrange}
    primary_key: [id]
    exclude:
      - {elements: [{column: during, operator: "&&&"}]}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      during: {type: tstzrange}
    primary_key: [id]
    exclude:
      - {elements: [{column: during, operator: "&&"}]}
    retention: {rule: keep}
"""
