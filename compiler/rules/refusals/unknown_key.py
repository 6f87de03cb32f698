"""A key stands where no key of that name has a meaning.

It is mostly a slip of the pen. Were it passed over, what it should say would be
missing without a word; so every kind of spec has its keys and no others. An editor that
reads the JSON Schemas offers them while one types.

Fails:

    table: visits
    columns:
      id: {type: bigint, notnull: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""
