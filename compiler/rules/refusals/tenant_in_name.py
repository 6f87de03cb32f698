"""The name of a table, a column or the like holds something of the tenant.

All tenants have the same objects in schemas of their own, so the name is the same
everywhere: queries, views and reviews then fit all of them.

Fails:

    table: "{{ tenant.id }}_visits"
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""
