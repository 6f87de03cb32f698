-- One fact for each rewrite rule that makes no view; `definition` has its actions.
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
SELECT f.schema, string_agg(to_jsonb(f)::text, E'\n' ORDER BY f."table", f.name)
  FROM (SELECT r.schema,
               c.relname::text AS "table",
               w.rulename::text AS name,
               w.ev_type AS event,
               w.is_instead AS instead,
               pg_get_ruledef(w.oid) AS definition,
               coalesce(obj_description(w.oid, 'pg_rewrite'), '') AS description
          FROM relation AS r
          JOIN pg_class AS c ON c.oid = r.oid AND c.relkind IN ('r', 'p', 'v')
          JOIN pg_rewrite AS w ON w.ev_class = c.oid AND w.rulename <> '_RETURN') AS f
 GROUP BY f.schema
