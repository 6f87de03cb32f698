-- One fact for each role that may do something with a sequence, its owner aside: once for
-- what it may, and once for what it may grant on. What several granted is put together.
WITH relation AS MATERIALIZED (
  SELECT DISTINCT n.nspname::text AS schema, c.oid
    FROM pg_namespace AS n
    JOIN pg_depend AS d
      ON d.refclassid = 'pg_namespace'::regclass
     AND d.refobjid = n.oid
     AND d.classid = 'pg_class'::regclass
    -- The key of a partitioned table may name any schema, and so depend on it.
    JOIN pg_class AS c ON c.oid = d.objid AND c.relnamespace = n.oid
   WHERE n.nspname = ANY (%(schemas)s)
     AND NOT EXISTS (
           SELECT FROM pg_depend AS e
            WHERE e.classid = 'pg_class'::regclass
              AND e.objid = d.objid
              AND e.deptype = 'e')
)
SELECT f.schema,
       string_agg(to_jsonb(f)::text, E'\n' ORDER BY f.sequence, f.role, f.grantable)
  FROM (SELECT h.schema,
               h.sequence,
               CASE h.grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(h.grantee)::text END
                 AS role,
               h.grantable,
               array_agg(lower(h.privilege) ORDER BY h.privilege) AS privileges
          FROM (SELECT r.schema,
                       c.relname::text AS sequence,
                       a.grantee,
                       a.privilege_type AS privilege,
                       bool_or(a.is_grantable) AS grantable
                  FROM relation AS r
                  JOIN pg_class AS c ON c.oid = r.oid AND c.relkind = 'S'
                 CROSS JOIN LATERAL aclexplode(c.relacl) AS a
                 WHERE a.grantee <> c.relowner
                 GROUP BY r.schema, c.relname, a.grantee, a.privilege_type) AS h
         GROUP BY h.schema, h.sequence, h.grantee, h.grantable) AS f
 GROUP BY f.schema
