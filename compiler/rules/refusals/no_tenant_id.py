"""The project gives all tenants the same schema, role or login.

Isolation rests on each tenant having its own, so their names hold `{{ tenant.id }}`.

Fails:

    project: acme
    postgres: 15
    tenant:
      called: shop
      column: {name: shop, type: text}
      schema: shop
      role: "{{ tenant.id }}_role"
      login: "{{ tenant.id }}_app"
    defaults:
      mixins: [tenant_key]
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
