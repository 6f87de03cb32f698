-- One fact for each role and the columns on which it may do the same, its owner aside: once
-- for what it may, and once for what it may grant on.
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
       string_agg(to_jsonb(f)::text, E'\n'
                  ORDER BY f."table", f.role, f.columns, f.grantable)
  FROM (SELECT g.schema,
               g."table",
               g.role,
               g.grantable,
               g.columns,
               array_agg(g.privilege ORDER BY g.privilege) AS privileges
          FROM (SELECT h.schema,
                       h."table",
                       CASE h.grantee
                         WHEN 0 THEN 'public'
                         ELSE pg_get_userbyid(h.grantee)::text
                       END AS role,
                       h.grantable,
                       lower(h.privilege) AS privilege,
                       array_agg(h."column" ORDER BY h."column") AS columns
                  FROM (SELECT r.schema,
                               c.relname::text AS "table",
                               t.attname::text AS "column",
                               a.grantee,
                               a.privilege_type AS privilege,
                               bool_or(a.is_grantable) AS grantable
                          FROM relation AS r
                          JOIN pg_class AS c
                            ON c.oid = r.oid AND c.relkind IN ('r', 'p', 'v', 'm')
                          JOIN pg_attribute AS t
                            ON t.attrelid = c.oid
                           AND t.attacl IS NOT NULL
                           AND NOT t.attisdropped
                         CROSS JOIN LATERAL aclexplode(t.attacl) AS a
                         WHERE a.grantee <> c.relowner
                         GROUP BY r.schema, c.relname, t.attname, a.grantee,
                                  a.privilege_type) AS h
                 GROUP BY h.schema, h."table", h.grantee, h.grantable, h.privilege) AS g
         GROUP BY g.schema, g."table", g.role, g.grantable, g.columns) AS f
 GROUP BY f.schema
