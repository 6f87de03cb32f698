-- One fact for each object that another role owns than the one that owns the platform,
-- where the object does not say so itself; what follows the owner of a table is left out.
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
), kind AS MATERIALIZED (
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
), counted AS MATERIALIZED (
  SELECT n.nspname::text AS schema, d.objid AS oid
    FROM pg_namespace AS n
    JOIN pg_depend AS d
      ON d.refclassid = 'pg_namespace'::regclass
     AND d.refobjid = n.oid
     AND d.classid = 'pg_statistic_ext'::regclass
   WHERE n.nspname = ANY (%(schemas)s)
     AND NOT EXISTS (
           SELECT FROM pg_depend AS e
            WHERE e.classid = 'pg_statistic_ext'::regclass
              AND e.objid = d.objid
              AND e.deptype = 'e')
)
SELECT f.schema, string_agg(to_jsonb(f)::text, E'\n' ORDER BY f.kind, f.name)
  FROM (SELECT r.schema,
               CASE c.relkind
                 WHEN 'v' THEN 'view'
                 WHEN 'm' THEN 'materialized view'
                 WHEN 'S' THEN 'sequence'
                 ELSE 'table' END AS kind,
               c.relname::text AS name,
               pg_get_userbyid(c.relowner)::text AS owner
          FROM relation AS r
          JOIN pg_class AS c ON c.oid = r.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
         WHERE NOT EXISTS (
                 SELECT FROM pg_depend AS d
                  WHERE c.relkind = 'S'
                    AND d.classid = 'pg_class'::regclass
                    AND d.objid = c.oid
                    AND d.refclassid = 'pg_class'::regclass
                    AND d.deptype IN ('a', 'i'))
        UNION ALL
        SELECT r.schema,
               CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END,
               t.typname::text,
               pg_get_userbyid(t.typowner)::text
          FROM kind AS r
          JOIN pg_type AS t
            ON t.oid = r.oid
           AND t.typnamespace = r.namespace
           AND t.typtype IN ('d', 'e', 'r', 'c')
          LEFT JOIN pg_class AS c ON c.oid = t.typrelid
         WHERE t.typtype <> 'c' OR c.relkind = 'c'
        UNION ALL
        SELECT r.schema, 'statistics', s.stxname::text, pg_get_userbyid(s.stxowner)::text
          FROM counted AS r
          JOIN pg_statistic_ext AS s ON s.oid = r.oid) AS f
 WHERE f.owner <> %(owner)s
 GROUP BY f.schema
