"""Two values are compared whose types have no operator in common.

PostgreSQL compares numbers with numbers, texts with texts and times with times, and
turns nothing else into the other's type unasked: a setting of the session is text, so
that it is compared with an uuid only where it is cast to one.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      badge: {type: text, not_null: true}
    primary_key: [id]
    checks: {has_badge: badge <> 0}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      badge: {type: text, not_null: true}
    primary_key: [id]
    checks: {has_badge: badge <> '0'}
    retention: {rule: keep}
"""
