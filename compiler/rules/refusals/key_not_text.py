"""A key of a mapping is no text: a number, a truth value, a list or nothing.

Keys are names, and a column that is called `true` or `2024` is a name only in quotes.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      2024: {type: numeric}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      "2024": {type: numeric}
    primary_key: [id]
    retention: {rule: keep}
"""
