"""The text is no YAML: a quote, a bracket, a colon or an indent is wrong.

Nothing behind that place can be read, so this file's other findings come once it is put
right. The usual causes: a quote that is not closed, text with a colon and a blank in
it, keys that are not indented alike, a tab.

Fails:

    table: visits
    description: Visits: one row each.
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    description: "Visits: one row each."
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""
