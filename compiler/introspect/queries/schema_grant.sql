-- One fact for each role that may do something in a schema, its owner aside: once for
-- what it may, and once for what it may grant on. What several granted is put together.
SELECT f.schema, string_agg(to_jsonb(f)::text, E'\n' ORDER BY f.role, f.grantable)
  FROM (SELECT h.schema,
               CASE h.grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(h.grantee)::text END
                 AS role,
               h.grantable,
               array_agg(lower(h.privilege) ORDER BY h.privilege) AS privileges
          FROM (SELECT n.nspname::text AS schema,
                       a.grantee,
                       a.privilege_type AS privilege,
                       bool_or(a.is_grantable) AS grantable
                  FROM pg_namespace AS n
                 CROSS JOIN LATERAL aclexplode(n.nspacl) AS a
                 WHERE n.nspname = ANY (%(schemas)s)
                   AND a.grantee <> n.nspowner
                 GROUP BY n.nspname, a.grantee, a.privilege_type) AS h
         GROUP BY h.schema, h.grantee, h.grantable) AS f
 GROUP BY f.schema
