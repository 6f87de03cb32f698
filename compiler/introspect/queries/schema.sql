-- One fact for each schema.
SELECT f.schema, to_jsonb(f)::text
  FROM (SELECT n.nspname::text AS schema,
               n.nspname::text AS name,
               pg_get_userbyid(n.nspowner)::text AS owner,
               coalesce(obj_description(n.oid, 'pg_namespace'), '') AS description
          FROM pg_namespace AS n
         WHERE n.nspname = ANY (%(schemas)s)) AS f
