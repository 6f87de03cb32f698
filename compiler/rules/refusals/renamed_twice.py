"""Two things are said to have had the same name.

A plan can give a new name to what is there once; the other one has to be new.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      title: {type: text, renamed_from: label}
      caption: {type: text, renamed_from: label}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      title: {type: text, renamed_from: label}
      caption: {type: text}
    primary_key: [id]
    retention: {rule: keep}
"""
