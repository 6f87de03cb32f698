"""An exclusion constraint compares by an operator that is not the same both ways round.

Of two rows neither is the first. An operator that says yes of one order and no of the
other cannot tell whether they exclude each other.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      length: {type: integer}
    primary_key: [id]
    exclude:
      - {elements: [{column: length, operator: "<"}], method: btree}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      length: {type: integer}
    primary_key: [id]
    exclude:
      - {elements: [{column: length, operator: "="}], method: btree}
    retention: {rule: keep}
"""
