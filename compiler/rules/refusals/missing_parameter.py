"""A table asks for a policy type without a parameter that the type needs.

A parameter without a default stands for something that only the table knows, such as
the column that a condition is about.

Fails:

    policy_type: until
    parameters: {column: {}}
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
    policies: {add: [until]}
    retention: {rule: keep}

Passes:

    policy_type: until
    parameters: {column: {}}
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
