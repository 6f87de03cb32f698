-- One fact for each role that may execute a routine, its owner aside. What was never said
-- is what PostgreSQL gives to everybody; what several granted is put together.
WITH made AS MATERIALIZED (
  -- What speaks of a schema in a default or a body (regnamespace) depends on it as well.
  SELECT DISTINCT n.nspname::text AS schema, n.oid AS namespace, d.objid AS oid
    FROM pg_namespace AS n
    JOIN pg_depend AS d
      ON d.refclassid = 'pg_namespace'::regclass
     AND d.refobjid = n.oid
     AND d.classid = 'pg_proc'::regclass
   WHERE n.nspname = ANY (%(schemas)s)
     AND NOT EXISTS (
           SELECT FROM pg_depend AS e
            WHERE e.classid = 'pg_proc'::regclass
              AND e.objid = d.objid
              AND e.deptype IN ('e', 'i'))
)
SELECT f.schema, string_agg(to_jsonb(f)::text, E'\n' ORDER BY f.name, f.types, f.role)
  FROM (SELECT r.schema,
               p.proname::text AS name,
               ARRAY(
                 SELECT format_type(k.type, NULL)
                   FROM unnest(p.proargtypes::oid[])
                          WITH ORDINALITY AS k (type, number)
                  ORDER BY k.number
               ) AS types,
               CASE a.grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(a.grantee)::text END
                 AS role,
               bool_or(a.is_grantable) AS grantable
          FROM made AS r
          JOIN pg_proc AS p ON p.oid = r.oid AND p.pronamespace = r.namespace
         CROSS JOIN LATERAL aclexplode(
                 coalesce(p.proacl, acldefault('f', p.proowner))) AS a
         WHERE a.grantee <> p.proowner
         GROUP BY r.schema, p.oid, a.grantee) AS f
 GROUP BY f.schema
