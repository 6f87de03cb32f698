-- The roles that were made for a rehearsal and that this session may drop.
SELECT r.rolname
  FROM pg_roles AS r
 WHERE shobj_description(r.oid, 'pg_authid') = %(mark)s
   AND pg_has_role(r.oid, 'MEMBER')
 ORDER BY r.rolname
