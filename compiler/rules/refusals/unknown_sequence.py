"""SQL takes a number from a sequence that no spec declares.

The text that `nextval`, `currval` and `setval` are given names a sequence, which is
looked up when the SQL is stored. A column with identity makes a sequence of its own,
which nobody has to name.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true, default: nextval('visit_number')}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
    ---
    sequence: visit_numbers

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true, default: nextval('visit_numbers')}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
    ---
    sequence: visit_numbers
"""
