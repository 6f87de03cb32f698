"""A name is longer than the 63 bytes of it that PostgreSQL keeps.

PostgreSQL cuts the rest off with no more than a notice, and two names may then be the
same. Names that hold a tenant's id have to leave 40 bytes for the longest one; names
that the compiler makes itself are shortened by it.

Fails:

    role: "{{ tenant.id }}_reader_of_all_that_is_here"

Passes:

    role: "{{ tenant.id }}_reader"
"""
