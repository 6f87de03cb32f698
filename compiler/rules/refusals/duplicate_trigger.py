"""A table gets two triggers of one name, its own and a mixin's or two mixins'.

PostgreSQL keeps triggers by table and name; one of the two would not run.

Fails:

    function: touch
    returns: trigger
    language: plpgsql
    body: BEGIN RETURN new; END
    ---
    mixin: touched
    triggers:
      touch: {timing: before, events: [update], function: touch}
    ---
    table: visits
    mixins: [touched]
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    triggers:
      touch: {timing: before, events: [insert], function: touch}
    retention: {rule: keep}

Passes:

    function: touch
    returns: trigger
    language: plpgsql
    body: BEGIN RETURN new; END
    ---
    mixin: touched
    triggers:
      touch: {timing: before, events: [update], function: touch}
    ---
    table: visits
    mixins: [touched]
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    triggers:
      touch_new: {timing: before, events: [insert], function: touch}
    retention: {rule: keep}
"""
