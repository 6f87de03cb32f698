-- Those of the schemas that are there, and somebody else's.
SELECT n.nspname::text AS name
  FROM pg_namespace AS n
  JOIN pg_roles AS r ON r.oid = n.nspowner
 WHERE n.nspname = ANY (%(schemas)s)
   AND r.rolname <> %(owner)s
 ORDER BY n.nspname
