"""A table gives a policy type a parameter that the type does not have.

The value would come to nothing, and the policy would fall back to its default.

Fails:

    policy_type: until
    parameters: {column: {default: created_at}}
    policies:
      - name: until
        permissive: false
        using: "{{ parameters.column | ident }} > now()"
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      expires_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [{until: {colum: expires_at}}]}
    retention: {rule: keep}

Passes:

    policy_type: until
    parameters: {column: {default: created_at}}
    policies:
      - name: until
        permissive: false
        using: "{{ parameters.column | ident }} > now()"
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      expires_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [{until: {column: expires_at}}]}
    retention: {rule: keep}
"""
