-- One row, if the database has this schema: whose it is.
SELECT pg_get_userbyid(n.nspowner)::text AS owner FROM pg_namespace AS n WHERE n.nspname = %(schema)s
