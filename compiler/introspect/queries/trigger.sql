-- One fact for each trigger of a table, a partition or a view that somebody made; clones on
-- partitions are left out. `definition` is there for WHEN, which pg_get_expr cannot give.
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
               t.tgname::text AS name,
               t.tgtype AS bits,
               ARRAY(
                 SELECT a.attname::text
                   FROM unnest(t.tgattr::int2[]) WITH ORDINALITY AS k (attribute, number)
                   JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.attribute
                  ORDER BY k.number
               ) AS columns,
               t.tgconstraint <> 0 AS "constraint",
               t.tgdeferrable AS deferrable,
               t.tginitdeferred AS deferred,
               coalesce(t.tgoldtable::text, '') AS old_table,
               coalesce(t.tgnewtable::text, '') AS new_table,
               t.tgqual IS NOT NULL AS conditional,
               pg_get_triggerdef(t.oid) AS definition,
               n.nspname::text AS function_schema,
               p.proname::text AS function,
               t.tgnargs AS argument_count,
               encode(t.tgargs, 'hex') AS arguments,
               t.tgenabled AS enabled,
               coalesce(obj_description(t.oid, 'pg_trigger'), '') AS description
          FROM relation AS r
          JOIN pg_class AS c ON c.oid = r.oid AND c.relkind IN ('r', 'p', 'v')
          JOIN pg_trigger AS t
            ON t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgparentid = 0
          JOIN pg_proc AS p ON p.oid = t.tgfoid
          JOIN pg_namespace AS n ON n.oid = p.pronamespace) AS f
 GROUP BY f.schema
