"""A value is of another type than its place asks for: text where a list belongs.

YAML tells text, numbers, truth values, lists and mappings apart, and so does every key.
`yes` and `no` are text; truth values are `true` and `false`.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: yes}
      created_at: {type: timestamptz, not_null: true}
    primary_key: id
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""
