"""A tenant's role would get rights of the platform.

Whoever is a member of the owner, the administrators, the migrator or the retention
worker acts as them, and a role that can make roles can make itself a member of others.
Each of these would open every tenant to this one. What a tenant needs is granted to its
own role.

Fails:

    role: "{{ tenant.login }}"
    login: true
    member_of: ["{{ tenant.role }}", "{{ project.admin }}"]

Passes:

    role: "{{ tenant.login }}"
    login: true
    member_of: ["{{ tenant.role }}"]
"""
