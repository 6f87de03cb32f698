"""A spec does not say what kind of thing it describes.

The first thing in a spec is its kind with the name: `table: visits`. By that key the
compiler knows which other keys there may be.

Fails:

    tabel: visits
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
