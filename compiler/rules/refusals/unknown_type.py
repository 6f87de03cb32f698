"""A type is named that is not there.

Types are looked for among the project's, then those of the extensions that the project
declares, then PostgreSQL's own. A type of an extension that is not declared is unknown.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      note: {type: string}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      note: {type: text}
    primary_key: [id]
    retention: {rule: keep}
"""
