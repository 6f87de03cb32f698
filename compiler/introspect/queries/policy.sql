-- One fact for each policy on a table; the roles in the order in which they are kept,
-- `public` for everyone.
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
               p.polname::text AS name,
               p.polpermissive AS permissive,
               p.polcmd AS command,
               ARRAY(
                 SELECT CASE o.role WHEN 0 THEN 'public' ELSE pg_get_userbyid(o.role) END
                   FROM unnest(p.polroles) WITH ORDINALITY AS o (role, number)
                  ORDER BY o.number
               ) AS roles,
               coalesce(pg_get_expr(p.polqual, p.polrelid), '') AS "using",
               coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') AS with_check,
               coalesce(obj_description(p.oid, 'pg_policy'), '') AS description
          FROM relation AS r
          JOIN pg_class AS c ON c.oid = r.oid
          JOIN pg_policy AS p ON p.polrelid = c.oid) AS f
 GROUP BY f.schema
