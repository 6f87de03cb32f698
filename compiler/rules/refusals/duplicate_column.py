"""A table gets two columns of one name, its own and a mixin's or two mixins'.

Which of the two types and defaults counts would depend on the order of the mixins, so
neither does.

Fails:

    mixin: dated
    columns:
      day: {type: date, not_null: true}
    ---
    table: visits
    mixins: [dated]
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      day: {type: text}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    mixin: dated
    columns:
      day: {type: date, not_null: true}
    ---
    table: visits
    mixins: [dated]
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      weekday: {type: text}
    primary_key: [id]
    retention: {rule: keep}
"""
