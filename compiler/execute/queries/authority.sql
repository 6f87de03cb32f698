-- One row for each role that exists: what the session's role may do with it.
-- Before 16 a member may always become the role; inheriting is the member's attribute.
SELECT current_user::text AS member,
       r.rolname::text AS role,
       pg_has_role(current_user, r.oid, 'USAGE') AS inherits,
       pg_has_role(current_user, r.oid, CASE
         WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET'
         ELSE 'MEMBER'
       END) AS becomes
  FROM pg_roles AS r
 WHERE r.rolname = ANY (%(roles)s)
