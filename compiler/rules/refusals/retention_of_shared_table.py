"""A shared table has a retention rule.

Retention runs for each tenant, with that tenant's time and legal holds, and the rows of
a shared table belong to no single one.

Fails:

    table: notices
    schema: "{{ project.schema }}"
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: notices
    schema: "{{ project.schema }}"
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
"""
