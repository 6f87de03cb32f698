"""A list or a mapping has nothing in it that needs at least one entry.

Values of which a column takes none, or a trigger upon no event, cannot be meant. To say
that there is nothing, leave the key out.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      state: {type: text, not_null: true, one_of: []}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      state: {type: text, not_null: true, one_of: [open, closed]}
    primary_key: [id]
    retention: {rule: keep}
"""
