"""A template names a path that has no value where it stands.

Paths begin with `project`, `tenant`, `table` or `parameters`. What is shared stands
once for all tenants, so nothing of a tenant has a value there.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      author: {type: text, not_null: true}
    primary_key: [id]
    checks:
      not_the_shop: "author <> {{ tenant.name | literal }}"
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      author: {type: text, not_null: true}
    primary_key: [id]
    checks:
      not_the_shop: "author <> {{ tenant.id | literal }}"
    retention: {rule: keep}
"""
