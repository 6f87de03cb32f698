-- The roles that a role must not have the rights of, or become, and that it can.
SELECT r.rolname::text
  FROM pg_roles AS r
 WHERE r.rolname <> %(role)s
   AND (r.rolsuper OR r.rolbypassrls OR r.rolname = ANY (%(forbidden)s))
   AND (pg_has_role(%(role)s, r.oid, 'USAGE')
        OR pg_has_role(%(role)s, r.oid, CASE
             WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET'
             ELSE 'MEMBER'
           END))
 UNION ALL
SELECT r.rolname || ' itself'
  FROM pg_roles AS r
 WHERE r.rolname = %(role)s AND (r.rolsuper OR r.rolbypassrls)
 ORDER BY 1
