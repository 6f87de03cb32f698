-- One row for each role that may put things into one of these schemas and is neither a
-- superuser, nor the session's role, nor the platform's owner. Who owns the database is who
-- pg_database_owner stands for.
SELECT DISTINCT n.nspname::text AS schema, coalesce(w.rolname::text, 'everybody') AS writer
  FROM pg_namespace AS n
 CROSS JOIN LATERAL (
         SELECT n.nspowner AS oid
          UNION ALL
         SELECT a.grantee FROM aclexplode(n.nspacl) AS a WHERE a.privilege_type = 'CREATE'
       ) AS named
  LEFT JOIN pg_roles AS r ON r.oid = named.oid
  LEFT JOIN pg_database AS d
    ON r.rolname = 'pg_database_owner' AND d.datname = current_database()
  LEFT JOIN pg_roles AS w ON w.oid = coalesce(d.datdba, named.oid)
 WHERE n.nspname = ANY (%(schemas)s)
   AND NOT coalesce(w.rolsuper OR w.rolname IN (current_user, %(owner)s), false)
 ORDER BY 1, 2
