"""A table gets two checks of one name, its own and a mixin's or two mixins'.

The constraints of a table share one set of names, and one of the two rules would be
lost.

Fails:

    mixin: counted
    columns:
      count: {type: integer, not_null: true}
    checks: {positive: count > 0}
    ---
    table: visits
    mixins: [counted]
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    checks: {positive: id > 0}
    retention: {rule: keep}

Passes:

    mixin: counted
    columns:
      count: {type: integer, not_null: true}
    checks: {positive_count: count > 0}
    ---
    table: visits
    mixins: [counted]
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    checks: {positive: id > 0}
    retention: {rule: keep}
"""
