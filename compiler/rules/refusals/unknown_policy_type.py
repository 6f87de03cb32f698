"""A policy type is named that no spec declares, or left out where none was.

Without it the table would lack the protection that was asked for. `without:` takes away
only what the project gives by default; what is misspelled there would stay.

Fails:

    policy_type: positive
    policies:
      - {name: positive, permissive: false, using: id > 0}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [postive]}
    retention: {rule: keep}

Passes:

    policy_type: positive
    policies:
      - {name: positive, permissive: false, using: id > 0}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [positive]}
    retention: {rule: keep}
"""
