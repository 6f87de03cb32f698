"""Unquoted text in braces or brackets has a comma in it, which cuts it in two.

In `{type: numeric(10,2)}` YAML ends the type at the comma and takes `2)` for the next
key. In quotes, or on a line of its own without braces, the text stays whole.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      cost: {type: numeric(10,2), not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      cost: {type: "numeric(10,2)", not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""
