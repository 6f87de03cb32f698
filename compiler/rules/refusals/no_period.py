"""A key without overlaps does not end in a span of time that belongs to something.

Without overlaps means: no two rows that are equal in the other columns overlap in the
last one. That one has to be a range, and there has to be another one.

Fails:

    project: acme
    postgres: 18
    extensions: {btree_gist: {schema: extensions}}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      during: {type: timestamptz, not_null: true}
    primary_key: [id]
    unique:
      - {columns: [id, during], without_overlaps: true}
    retention: {rule: keep}

Passes:

    project: acme
    postgres: 18
    extensions: {btree_gist: {schema: extensions}}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      during: {type: tstzrange, not_null: true}
    primary_key: [id]
    unique:
      - {columns: [id, during], without_overlaps: true}
    retention: {rule: keep}
"""
