-- The largest of the relations that are asked for under each number: which of them it is,
-- its rows as they were last counted (-1: never), and its bytes on disk, those of all its
-- partitions, indexes and TOAST tables included.
SELECT DISTINCT ON (s.number) s.number, s.place, s.rows, s.bytes
  FROM (SELECT a.number,
               a.place,
               CASE WHEN bool_and(p.reltuples < 0) THEN -1
                 ELSE sum(greatest(p.reltuples, 0)) END::bigint AS rows,
               sum(pg_total_relation_size(t.relid))::bigint AS bytes
          FROM unnest(%(numbers)s::integer[], %(places)s::integer[],
                      %(schemas)s::text[], %(names)s::text[])
               AS a (number, place, schema, name)
          JOIN pg_namespace AS n ON n.nspname = a.schema
          JOIN pg_class AS c ON c.relname = a.name AND c.relnamespace = n.oid
         CROSS JOIN LATERAL (
                 SELECT c.oid UNION SELECT p.relid FROM pg_partition_tree(c.oid) AS p
               ) AS t (relid)
          JOIN pg_class AS p ON p.oid = t.relid
         WHERE p.relkind IN ('r', 'm')
         GROUP BY a.number, a.place) AS s
 ORDER BY s.number, s.bytes DESC, s.place;
