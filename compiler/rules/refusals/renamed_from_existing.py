"""Something is said to have had a name that something else still has.

A plan would rename what stands there under the old name, and another spec wants it to
stay.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      title: {type: text}
      label: {type: text, renamed_from: title}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      label: {type: text, renamed_from: title}
    primary_key: [id]
    retention: {rule: keep}
"""
