"""A table of the tenants has no column that says whose its rows are.

Keys, checks and policies tell tenants apart by that column. It comes from a mixin that
the project has by default; a table that leaves the mixin out or whose rows need no
owner says so by `tenant_column: false`.

Fails:

    project: acme
    postgres: 15
    tenant:
      called: shop
      column: {name: shop, type: text}
      schema: "{{ tenant.id }}_shop"
      role: "{{ tenant.id }}_role"
      login: "{{ tenant.id }}_app"
    defaults:
      policies: [isolation]

Passes:

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
"""
