"""A name is empty once its template is filled in.

PostgreSQL has no empty names. The parameter of a policy type that stands in the name
was given no value.

Fails:

    policy_type: until
    parameters: {column: {default: expires_at}}
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
    policies: {add: [{until: {column: ""}}]}
    retention: {rule: keep}

Passes:

    policy_type: until
    parameters: {column: {default: expires_at}}
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
