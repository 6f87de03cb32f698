-- One fact for each function and procedure. What equals the default of a new one is left
-- out. Functions that are written in C, and window functions, are not among them.
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
SELECT f.schema, string_agg(to_jsonb(f)::text, E'\n' ORDER BY f.name, f.arguments::text)
  FROM (SELECT r.schema,
               p.proname::text AS name,
               ARRAY(
                 SELECT jsonb_build_object(
                          'name', coalesce(p.proargnames[k.number], ''),
                          'mode', coalesce(p.proargmodes[k.number], 'i'),
                          'type', format_type(k.type, NULL),
                          'default',
                            coalesce(pg_get_function_arg_default(
                                       p.oid, k.number::integer), ''))
                   FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]))
                          WITH ORDINALITY AS k (type, number)
                  WHERE coalesce(p.proargmodes[k.number], 'i') <> 't'
                  ORDER BY k.number
               ) AS arguments,
               coalesce(pg_get_function_result(p.oid), '') AS returns,
               l.lanname::text AS language,
               p.provolatile AS volatility,
               p.proparallel AS parallel,
               p.proisstrict AS strict,
               CASE WHEN p.procost <> 100 THEN p.procost::text ELSE '' END AS cost,
               CASE WHEN p.proretset AND p.prorows <> 1000
                 THEN p.prorows::text ELSE '' END AS rows,
               p.prosecdef AS security_definer,
               coalesce(p.proconfig, ARRAY[]::text[]) AS settings,
               p.prosrc AS body,
               pg_get_function_sqlbody(p.oid) AS atomic,
               pg_get_userbyid(p.proowner)::text AS owner,
               coalesce(obj_description(p.oid, 'pg_proc'), '') AS description
          FROM made AS r
          JOIN pg_proc AS p
            ON p.oid = r.oid
           AND p.pronamespace = r.namespace
           AND p.prokind IN ('f', 'p')
          JOIN pg_language AS l
            ON l.oid = p.prolang AND l.lanname NOT IN ('c', 'internal')) AS f
 GROUP BY f.schema
