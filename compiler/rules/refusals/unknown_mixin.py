"""A mixin is named that no spec declares.

What it should bring would be missing from every table that asks for it.

Fails:

    mixin: stamped
    columns:
      stamp: {type: text}
    ---
    table: visits
    mixins: [stamps]
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    mixin: stamped
    columns:
      stamp: {type: text}
    ---
    table: visits
    mixins: [stamped]
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""
