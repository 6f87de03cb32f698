"""A role is named that no spec declares.

Policies and grants for a role that is not there protect and allow nothing, and a role
that somebody made by hand may be anyone's. The platform's own roles have paths such as
`{{ project.member }}`, those of a tenant `{{ tenant.role }}`.

Fails:

    role: "{{ tenant.role }}"
    member_of: [acme_members]

Passes:

    role: "{{ tenant.role }}"
    member_of: ["{{ project.member }}"]
"""
