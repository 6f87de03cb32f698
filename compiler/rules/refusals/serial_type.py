"""A column has the type `serial`, which is none.

PostgreSQL takes `serial` for an order to make a sequence and a default that reads it,
with owners and grants of their own that no spec names. An identity column numbers its
rows by itself, and the sequence is a part of it.

Fails:

    table: visits
    columns:
      id: {type: bigserial, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, identity: always}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""
