-- Probes whose run is over: nobody is logged in as them.
SELECT r.rolname
  FROM pg_catalog.pg_roles AS r
 WHERE pg_catalog.starts_with(r.rolname::text, %(prefix)s)
   AND NOT EXISTS (
     SELECT
       FROM pg_catalog.pg_stat_activity AS a
      WHERE a.usesysid = r.oid)
 ORDER BY r.rolname
