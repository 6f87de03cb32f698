"""A rewrite rule says what PostgreSQL refuses.

A rule with a condition cannot notify or return rows; rows are returned by one statement
of a rule that stands in place of the change. The name _RETURN is that of the rule which
makes a view a view.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
    rules:
      tell: {event: insert, where: new.id > 3, do: NOTIFY visits}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
    rules:
      tell: {event: insert, do: NOTIFY visits}
"""
