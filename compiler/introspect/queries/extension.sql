-- One row for each extension that this database has.
SELECT e.extname::text AS name, n.nspname::text AS schema
  FROM pg_extension AS e
  JOIN pg_namespace AS n ON n.oid = e.extnamespace
 ORDER BY e.extname
