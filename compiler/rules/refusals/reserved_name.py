"""The word `Tenantry_sentinel` stands in a spec.

The SQL of a tenant is made once, with this word in the place of the id, and then each
tenant's id is put in. In a spec it would turn into an id as well.

Fails:

    type: mood
    enum: [good, Tenantry_sentinel]

Passes:

    type: mood
    enum: [good, bad]
"""
