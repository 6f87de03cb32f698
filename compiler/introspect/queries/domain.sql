-- One fact for each domain, with its checks by name. Since version 18 NOT NULL is a
-- constraint too, and no check.
WITH kind AS MATERIALIZED (
  -- What speaks of a schema in a default (regnamespace) depends on it as well.
  SELECT DISTINCT n.nspname::text AS schema, n.oid AS namespace, d.objid AS oid
    FROM pg_namespace AS n
    JOIN pg_depend AS d
      ON d.refclassid = 'pg_namespace'::regclass
     AND d.refobjid = n.oid
     AND d.classid = 'pg_type'::regclass
   WHERE n.nspname = ANY (%(schemas)s)
     AND NOT EXISTS (
           SELECT FROM pg_depend AS e
            WHERE e.classid = 'pg_type'::regclass
              AND e.objid = d.objid
              AND e.deptype IN ('e', 'i'))
)
SELECT f.schema, string_agg(to_jsonb(f)::text, E'\n' ORDER BY f.name)
  FROM (SELECT r.schema,
               t.typname::text AS name,
               format_type(t.typbasetype, t.typtypmod) AS base,
               CASE WHEN t.typcollation <> b.typcollation
                 THEN (SELECT quote_ident(cn.nspname) || '.' || quote_ident(l.collname)
                         FROM pg_collation AS l
                         JOIN pg_namespace AS cn ON cn.oid = l.collnamespace
                        WHERE l.oid = t.typcollation)
                 ELSE '' END AS "collation",
               coalesce(pg_get_expr(t.typdefaultbin, 0), '') AS "default",
               t.typnotnull AS not_null,
               ARRAY(
                 SELECT jsonb_build_object(
                          'name', k.conname,
                          'expression', pg_get_expr(k.conbin, 0),
                          'description',
                            coalesce(obj_description(k.oid, 'pg_constraint'), ''))
                   FROM pg_constraint AS k
                  WHERE k.contypid = t.oid AND k.contype = 'c'
                  ORDER BY k.conname
               ) AS checks,
               coalesce(obj_description(t.oid, 'pg_type'), '') AS description
          FROM kind AS r
          JOIN pg_type AS t
            ON t.oid = r.oid AND t.typnamespace = r.namespace AND t.typtype = 'd'
          JOIN pg_type AS b ON b.oid = t.typbasetype) AS f
 GROUP BY f.schema
