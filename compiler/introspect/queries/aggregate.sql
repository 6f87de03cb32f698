-- One fact for each aggregate; of an ordered set, `direct` counts what is not sorted by.
-- One whose last argument stands on both sides is left out: nothing could name it.
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
                          'default', '')
                   FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]))
                          WITH ORDINALITY AS k (type, number)
                  ORDER BY k.number
               ) AS arguments,
               a.aggkind AS kind,
               a.aggnumdirectargs AS direct,
               jsonb_build_object(
                 'function', f.transition, 'inverse', '', 'type',
                 format_type(a.aggtranstype, NULL), 'size', a.aggtransspace,
                 'final', f.final, 'extra', a.aggfinalextra,
                 'modify', a.aggfinalmodify, 'initial', a.agginitval) AS state,
               CASE WHEN a.aggmtransfn <> 0 THEN jsonb_build_object(
                 'function', f.moving, 'inverse', f.inverse, 'type',
                 format_type(a.aggmtranstype, NULL), 'size', a.aggmtransspace,
                 'final', f.moving_final, 'extra', a.aggmfinalextra,
                 'modify', a.aggmfinalmodify, 'initial', a.aggminitval) END AS moving,
               f.combine,
               coalesce((SELECT 'OPERATOR(' || quote_ident(n.nspname) || '.' || o.oprname
                                || ')'
                           FROM pg_operator AS o
                           JOIN pg_namespace AS n ON n.oid = o.oprnamespace
                          WHERE o.oid = a.aggsortop), '') AS sort_operator,
               p.proparallel AS parallel,
               pg_get_userbyid(p.proowner)::text AS owner,
               coalesce(obj_description(p.oid, 'pg_proc'), '') AS description
          FROM made AS r
          JOIN pg_proc AS p
            ON p.oid = r.oid AND p.pronamespace = r.namespace AND p.prokind = 'a'
          JOIN pg_aggregate AS a
            ON a.aggfnoid = p.oid
           AND (a.aggkind = 'n' OR a.aggnumdirectargs < p.pronargs)
         CROSS JOIN LATERAL (
                 SELECT max(s.text) FILTER (WHERE s.oid = a.aggtransfn) AS transition,
                        coalesce(max(s.text) FILTER (WHERE s.oid = a.aggfinalfn), '')
                          AS final,
                        coalesce(max(s.text) FILTER (WHERE s.oid = a.aggmtransfn), '')
                          AS moving,
                        coalesce(max(s.text) FILTER (WHERE s.oid = a.aggminvtransfn), '')
                          AS inverse,
                        coalesce(max(s.text) FILTER (WHERE s.oid = a.aggmfinalfn), '')
                          AS moving_final,
                        coalesce(max(s.text) FILTER (WHERE s.oid = a.aggcombinefn), '')
                          AS combine
                   FROM (SELECT q.oid, quote_ident(n.nspname) || '.'
                                       || quote_ident(q.proname) AS text
                           FROM pg_proc AS q
                           JOIN pg_namespace AS n ON n.oid = q.pronamespace
                          WHERE q.oid IN (a.aggtransfn, a.aggfinalfn, a.aggmtransfn,
                                          a.aggminvtransfn, a.aggmfinalfn,
                                          a.aggcombinefn)) AS s
               ) AS f) AS f
 GROUP BY f.schema
