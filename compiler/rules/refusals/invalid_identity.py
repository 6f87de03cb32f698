"""An identity column says what PostgreSQL cannot number rows by.

PostgreSQL fills such a column from a sequence: it has to be of an integer type, is
never null, takes no default and is not generated, and its first number has to lie
between the smallest and the largest.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      number: {type: numeric, identity: always}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      number: {type: bigint, identity: always}
    primary_key: [id]
    retention: {rule: keep}
"""
