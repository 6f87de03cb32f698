-- One row for each role of these names that the server has, with its own settings (not
-- those for a single database). A role is administered by whoever may change and grant
-- it: before 16 whoever makes roles, since then whoever holds it with ADMIN.
SELECT r.rolname::text AS name,
       r.rolcanlogin AS login,
       r.rolinherit AS inherit,
       r.rolcreaterole AS create_role,
       r.rolcreatedb AS create_database,
       coalesce(s.setconfig, ARRAY[]::text[]) AS settings,
       coalesce(shobj_description(r.oid, 'pg_authid'), '') AS description,
       r.oid < 16384 AS predefined, -- FirstNormalObjectId
       r.rolsuper AS superuser,
       r.rolreplication AS replication,
       r.rolbypassrls AS bypass_row_security,
       CASE
         WHEN current_setting('server_version_num')::integer >= 160000
           THEN pg_has_role(current_user, r.oid, 'MEMBER WITH ADMIN OPTION')
         ELSE (SELECT me.rolsuper OR me.rolcreaterole AND NOT r.rolsuper
                 FROM pg_roles AS me WHERE me.rolname = current_user)
       END AS administered
  FROM pg_roles AS r
  LEFT JOIN pg_db_role_setting AS s ON s.setrole = r.oid AND s.setdatabase = 0
 WHERE r.rolname = ANY (%(names)s)
 ORDER BY r.rolname
