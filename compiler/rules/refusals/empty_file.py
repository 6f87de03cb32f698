"""A spec file says nothing: it is empty, or holds comments alone.

Such a file is mostly a spec whose content got lost, and silence would look like
success.

Fails:

    # table: visits

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""
