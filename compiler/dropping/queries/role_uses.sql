-- Who is logged in as one of the roles, and which other databases of the server know it.
SELECT r.rolname::text AS role,
       (SELECT count(*) FROM pg_stat_activity AS a WHERE a.usesysid = r.oid) AS sessions,
       ARRAY(SELECT DISTINCT d.datname::text
               FROM pg_shdepend AS s
               JOIN pg_database AS d ON d.oid = s.dbid
              WHERE s.refclassid = 'pg_authid'::regclass AND s.refobjid = r.oid
                AND d.datname <> current_database()
              ORDER BY 1) AS databases
  FROM pg_roles AS r
 WHERE r.rolname = ANY (%(roles)s)
 ORDER BY 1
