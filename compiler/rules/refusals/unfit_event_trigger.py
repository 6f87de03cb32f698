"""The tags of an event trigger do not go with its event.

Tables are rewritten by few commands, and a login is no command at all.

Fails:

    event_trigger: no_rewrite
    event: table_rewrite
    tags: [CREATE TABLE]
    function: watch
    ---
    function: watch
    schema: acme
    returns: event_trigger
    language: plpgsql
    body: BEGIN END
    ---
    project: acme
    harden_database: true

Passes:

    event_trigger: no_rewrite
    event: table_rewrite
    tags: [ALTER TABLE]
    function: watch
    ---
    function: watch
    schema: acme
    returns: event_trigger
    language: plpgsql
    body: BEGIN END
    ---
    project: acme
    harden_database: true
"""
