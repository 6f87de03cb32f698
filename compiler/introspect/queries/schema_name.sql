-- Those of these names that are schemas of this database.
SELECT n.nspname::text FROM pg_namespace AS n WHERE n.nspname = ANY (%(names)s)
