"""Something would hold in the whole database, and the project does not say it may.

An event trigger fires at the commands of everybody who uses the database, and one that
fails keeps them all from their work. Only a superuser can create it. Where the database
is the project's own, `harden_database: true` in the project allows such specs.

Fails:

    event_trigger: no_drop
    event: sql_drop
    function: watch
    ---
    function: watch
    schema: acme
    returns: event_trigger
    language: plpgsql
    body: BEGIN END

Passes:

    event_trigger: no_drop
    event: sql_drop
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
