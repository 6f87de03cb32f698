-- One fact for each role whose privileges on what another role makes are said: in a
-- schema, or, where an empty name is asked for, everywhere. What is said everywhere
-- takes the place of what PostgreSQL gives without being told (`usual`), so what it
-- lacks of that is taken away.
WITH said AS (
  SELECT coalesce(n.nspname::text, '') AS schema,
         d.defaclrole AS maker,
         d.defaclobjtype AS objects,
         d.defaclacl AS given,
         CASE WHEN d.defaclnamespace = 0
           THEN acldefault(
                  CASE d.defaclobjtype WHEN 'S' THEN 's'::"char" ELSE d.defaclobjtype END,
                  d.defaclrole)
           END AS usual
    FROM pg_default_acl AS d
    LEFT JOIN pg_namespace AS n ON n.oid = d.defaclnamespace
   WHERE coalesce(n.nspname::text, '') = ANY (%(schemas)s)
     AND d.defaclobjtype IN ('r', 'S', 'f', 'T', 'n')
), different AS (
  SELECT s.schema, s.maker, s.objects, false AS revoke,
         a.grantee, a.privilege_type, a.is_grantable
    FROM said AS s
   CROSS JOIN LATERAL aclexplode(s.given) AS a
   WHERE NOT EXISTS (
           SELECT FROM aclexplode(s.usual) AS u
            WHERE u.grantee = a.grantee
              AND u.privilege_type = a.privilege_type
              AND u.is_grantable >= a.is_grantable)
   UNION ALL
  SELECT s.schema, s.maker, s.objects, true, u.grantee, u.privilege_type, false
    FROM said AS s
   CROSS JOIN LATERAL aclexplode(s.usual) AS u
   WHERE NOT EXISTS (
           SELECT FROM aclexplode(s.given) AS a
            WHERE a.grantee = u.grantee AND a.privilege_type = u.privilege_type)
)
SELECT f.schema,
       string_agg(to_jsonb(f)::text, E'\n'
                  ORDER BY f.for_role, f.objects, f.revoke, f.role, f.grantable)
  FROM (SELECT d.schema,
               pg_get_userbyid(d.maker)::text AS for_role,
               d.objects,
               d.revoke,
               CASE d.grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(d.grantee)::text END
                 AS role,
               d.is_grantable AS grantable,
               array_agg(lower(d.privilege_type) ORDER BY d.privilege_type) AS privileges
          FROM different AS d
         GROUP BY d.schema, d.maker, d.objects, d.revoke, d.grantee, d.is_grantable) AS f
 GROUP BY f.schema
