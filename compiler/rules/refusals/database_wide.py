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
    postgres: 15
    tenant:
      called: shop
      column: {name: shop, type: text}
      schema: "{{ tenant.id }}_shop"
      role: "{{ tenant.id }}_role"
      login: "{{ tenant.id }}_app"
    defaults:
      mixins: [tenant_key]
      policies: [isolation]
    harden_database: true
"""
