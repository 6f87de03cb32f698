-- One fact for each enumerated type, with its labels in their order.
WITH kind AS MATERIALIZED (
  SELECT n.nspname::text AS schema, d.objid AS oid
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
               ARRAY(
                 SELECT e.enumlabel::text
                   FROM pg_enum AS e
                  WHERE e.enumtypid = t.oid
                  ORDER BY e.enumsortorder
               ) AS labels,
               coalesce(obj_description(t.oid, 'pg_type'), '') AS description
          FROM kind AS r
          JOIN pg_type AS t ON t.oid = r.oid AND t.typtype = 'e') AS f
 GROUP BY f.schema
