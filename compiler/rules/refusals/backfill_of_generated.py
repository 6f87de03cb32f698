"""A column that gets its values by itself has a backfill as well.

When PostgreSQL adds a generated or an identity column, it computes or counts a value
for each row that is there. Nothing is left that a backfill could give.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true, identity: {generated: always}, backfill: 1}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true, identity: {generated: always}}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""
