-- One fact for each event trigger, in the schema of its function; those of extensions are
-- left out.
SELECT f.schema, string_agg(to_jsonb(f)::text, E'\n' ORDER BY f.name)
  FROM (SELECT n.nspname::text AS schema,
               t.evtname::text AS name,
               t.evtevent::text AS event,
               coalesce(t.evttags, ARRAY[]::text[]) AS tags,
               p.proname::text AS function,
               t.evtenabled AS enabled,
               coalesce(obj_description(t.oid, 'pg_event_trigger'), '') AS description
          FROM pg_event_trigger AS t
          JOIN pg_proc AS p ON p.oid = t.evtfoid
          JOIN pg_namespace AS n ON n.oid = p.pronamespace
         WHERE n.nspname = ANY (%(schemas)s)
           AND NOT EXISTS (
                 SELECT FROM pg_depend AS e
                  WHERE e.classid = 'pg_event_trigger'::regclass
                    AND e.objid = t.oid
                    AND e.deptype = 'e')) AS f
 GROUP BY f.schema
