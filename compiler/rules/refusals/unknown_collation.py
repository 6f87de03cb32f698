"""A collation is named that no server has.

Sorting needs rules, and a name that is misspelled stands for none. Which locales a
server knows is its own matter, so names that look like one are believed; everything
else has to be one of PostgreSQL's own, or has its schema in front.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      label: {type: text, collation: posix}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      label: {type: text, collation: POSIX}
    primary_key: [id]
    retention: {rule: keep}
"""
