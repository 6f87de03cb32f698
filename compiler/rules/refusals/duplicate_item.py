"""The same item stands twice in a list whose items have to differ.

A key over the same column twice, or a privilege granted twice, says no more than once.
Mostly another item was meant, and that one is missing.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      branch: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id, id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      branch: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [branch, id]
    retention: {rule: keep}
"""
