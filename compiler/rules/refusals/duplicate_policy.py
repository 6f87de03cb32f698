"""A table gets two policies of one name from different policy types.

PostgreSQL keeps policies by table and name, so it would refuse the second; and which of
the two guards the table must not be left to chance.

Fails:

    policy_type: guard
    policies:
      - {name: isolation, permissive: false, using: id > 0}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [guard]}
    retention: {rule: keep}

Passes:

    policy_type: guard
    policies:
      - {name: guard, permissive: false, using: id > 0}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [guard]}
    retention: {rule: keep}
"""
