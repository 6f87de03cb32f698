"""A spec allows what it does not do.

A waiver that nothing needs any more would hide the next finding of its rule, and its
reason is no longer true.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
    allow:
      no-retention-rule: Visits are kept for ever.

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""
