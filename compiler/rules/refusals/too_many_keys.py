"""An item of a list has several keys where each wants an item of its own.

Policy types are added in an order, and the keys of one mapping have none.

Fails:

    policy_type: floor
    policies:
      - {name: floor, permissive: false, roles: ["{{ tenant.role }}"], using: id > 0}
    ---
    policy_type: ceiling
    policies:
      - {name: ceiling, permissive: false, roles: ["{{ tenant.role }}"], using: id < 9}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [{floor: {}, ceiling: {}}]}
    retention: {rule: keep}

Passes:

    policy_type: floor
    policies:
      - {name: floor, permissive: false, roles: ["{{ tenant.role }}"], using: id > 0}
    ---
    policy_type: ceiling
    policies:
      - {name: ceiling, permissive: false, roles: ["{{ tenant.role }}"], using: id < 9}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [floor, ceiling]}
    retention: {rule: keep}
"""
