-- The schemas that a role owns and that are called in a certain way.
SELECT n.nspname::text
  FROM pg_namespace AS n
 WHERE pg_get_userbyid(n.nspowner) = %(owner)s
   AND n.nspname ~ %(pattern)s
 ORDER BY n.nspname
