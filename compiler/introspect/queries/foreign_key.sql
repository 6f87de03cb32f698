-- One fact for each foreign key of a table, and of a partition that has one of its own. Left
-- out are those that a partition has from its table, and those by which PostgreSQL refers to
-- each partition of the other table: they have a parent.
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
               k.conname::text AS name,
               ARRAY(
                 SELECT a.attname::text
                   FROM unnest(k.conkey) WITH ORDINALITY AS o (attribute, number)
                   JOIN pg_attribute AS a
                     ON a.attrelid = c.oid AND a.attnum = o.attribute
                  ORDER BY o.number
               ) AS columns,
               n.nspname::text AS referenced_schema,
               t.relname::text AS referenced_table,
               ARRAY(
                 SELECT a.attname::text
                   FROM unnest(k.confkey) WITH ORDINALITY AS o (attribute, number)
                   JOIN pg_attribute AS a
                     ON a.attrelid = t.oid AND a.attnum = o.attribute
                  ORDER BY o.number
               ) AS referenced_columns,
               coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false) AS period,
               k.confmatchtype AS match,
               k.confupdtype AS on_update,
               k.confdeltype AS on_delete,
               ARRAY(
                 SELECT a.attname::text
                   FROM unnest(k.confdelsetcols) AS o (attribute)
                   JOIN pg_attribute AS a
                     ON a.attrelid = c.oid AND a.attnum = o.attribute
                  ORDER BY a.attname
               ) AS action_columns,
               k.condeferrable AS deferrable,
               k.condeferred AS deferred,
               k.convalidated AS validated,
               k.convalidated
                 OR coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true) AS enforced,
               coalesce((SELECT y.description
                           FROM pg_description AS y
                          WHERE y.objoid = k.oid
                            AND y.classoid = 'pg_constraint'::regclass
                            AND y.objsubid = 0), '') AS description
          FROM relation AS r
          JOIN pg_class AS c ON c.oid = r.oid AND c.relkind IN ('r', 'p')
          JOIN pg_constraint AS k
            ON k.conrelid = c.oid AND k.contype = 'f' AND k.conparentid = 0
          JOIN pg_class AS t ON t.oid = k.confrelid
          JOIN pg_namespace AS n ON n.oid = t.relnamespace
         WHERE NOT EXISTS (
                 SELECT FROM pg_inherits AS h
                  WHERE h.inhrelid = c.oid AND NOT c.relispartition)) AS f
 GROUP BY f.schema
