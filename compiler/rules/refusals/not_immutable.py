"""What has to stay the same for ever depends on something else than the row.

An index, the key of a partition and a generated column keep what was computed once, so
PostgreSQL allows only what is immutable in them: no time of day, no setting of the
session, no function that is declared `stable` or `volatile` (a function is volatile
unless its spec says otherwise). The day of a `timestamptz` depends on the time zone of
the session; `AT TIME ZONE` names one. Where PostgreSQL may simplify the expression
first, nothing is said.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [{expression: "created_at::date"}]}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [{expression: "(created_at AT TIME ZONE 'UTC')::date"}]}
    retention: {rule: keep}
"""
