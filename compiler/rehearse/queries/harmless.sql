-- Those of the roles that neither are nor reach one that may leave the database: a
-- superuser, or one of PostgreSQL's own.
SELECT r.rolname
  FROM pg_roles AS r
 WHERE r.rolname = ANY (%(names)s)
   AND NOT r.rolsuper
   AND NOT EXISTS (
         SELECT FROM pg_roles AS s
          WHERE (s.rolsuper OR starts_with(s.rolname, 'pg_'))
            AND pg_has_role(r.oid, s.oid, 'MEMBER'))
 ORDER BY r.rolname
