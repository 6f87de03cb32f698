"""A function is called that neither a spec nor PostgreSQL has.

A trigger's function is one of the specs, and so is what stands behind the project's
schema in SQL. Everything else is looked for among PostgreSQL's own and those of the
declared extensions. A procedure is no function: it gives no value.

Fails:

    function: touch
    returns: trigger
    language: plpgsql
    body: BEGIN RETURN new; END
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    triggers:
      touch: {timing: before, events: [update], function: tuch}
    retention: {rule: keep}

Passes:

    function: touch
    returns: trigger
    language: plpgsql
    body: BEGIN RETURN new; END
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    triggers:
      touch: {timing: before, events: [update], function: touch}
    retention: {rule: keep}
"""
