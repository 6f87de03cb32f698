"""A role has a name that belongs to PostgreSQL.

Names that begin with `pg_` are those of roles which the server brings, some with the
right to read files or run programs; `public`, `current_user` and their like are words
of SQL. A project's role of such a name would be taken for the server's.

Fails:

    role: public

Passes:

    role: acme_public
"""
