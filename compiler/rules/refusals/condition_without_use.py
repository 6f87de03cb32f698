"""A policy has a condition that PostgreSQL does not look at for its command.

`using` judges rows that are there, `with_check` rows that are new. An insert has no
rows that are there; a select and a delete make none. PostgreSQL refuses such a policy.

Fails:

    policy_type: positive
    policies:
      - {name: positive, command: insert, permissive: false, using: id > 0}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [positive]}
    retention: {rule: keep}

Passes:

    policy_type: positive
    policies:
      - {name: positive, command: insert, permissive: false, with_check: id > 0}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [positive]}
    retention: {rule: keep}
"""
