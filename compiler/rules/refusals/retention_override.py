"""Rows are to be kept for a time that the retention rule does not allow.

A rule may let tenants choose within a floor and a ceiling, which often stand in a law
or a contract. A rule without `override:` lets nobody choose, and its own `keep` has to
lie within its bounds too.

Fails:

    tenants:
      north: {name: North, retention: {keep: 7 days}}

Passes:

    tenants:
      north: {name: North, retention: {keep: 30 days}}
"""
