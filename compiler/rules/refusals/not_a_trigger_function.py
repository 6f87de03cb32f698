"""A trigger calls a function that does not return `trigger`.

PostgreSQL calls a trigger's function with the row at hand and without arguments, and
refuses any that is not made for it.

Fails:

    function: stamp
    returns: text
    language: sql
    body: SELECT 'seen'
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    triggers:
      stamp: {timing: before, events: [update], function: stamp}
    retention: {rule: keep}

Passes:

    function: stamp
    returns: trigger
    language: plpgsql
    body: BEGIN new.created_at := now(); RETURN new; END
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    triggers:
      stamp: {timing: before, events: [update], function: stamp}
    retention: {rule: keep}
"""
