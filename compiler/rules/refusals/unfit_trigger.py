"""Parts of a trigger do not go together.

Some of what a trigger can be is tied to when it runs: a truncate has no rows;
transition tables exist after one event; a constraint trigger runs after the change, for
each row.
PostgreSQL refuses all else.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    triggers:
      count: {timing: after, events: [truncate], function: count_rows}
    retention: {rule: keep}
    ---
    function: count_rows
    returns: trigger
    language: plpgsql
    body: BEGIN RETURN NULL; END

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    triggers:
      count: {timing: after, events: [truncate], level: statement, function: count_rows}
    retention: {rule: keep}
    ---
    function: count_rows
    returns: trigger
    language: plpgsql
    body: BEGIN RETURN NULL; END
"""
