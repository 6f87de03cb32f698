-- The schemas in which a partition is missing that time will need, by the names that
-- ensure_partitions gives them; where others were given, it finds out itself.
SELECT DISTINCT f.schema
  FROM unnest(%(schemas)s::text[], %(tables)s::text[], %(months)s::integer[],
              %(widths)s::interval[], %(suffixes)s::text[], %(aheads)s::integer[])
       AS f (schema, parent, months, width, suffix, ahead)
 CROSS JOIN LATERAL (SELECT now() AT TIME ZONE 'UTC' AS moment) AS m
 CROSS JOIN LATERAL (
         SELECT CASE
                  WHEN f.months > 0 THEN timestamp '2000-01-01' + make_interval(
                    months => f.months * floor(
                      ((extract(year FROM m.moment) - 2000) * 12
                       + extract(month FROM m.moment) - 1) / f.months)::integer)
                  ELSE date_bin(f.width, m.moment, timestamp '2001-01-01')
                END AS slot,
                make_interval(months => f.months) + f.width AS step
       ) AS s
 CROSS JOIN LATERAL generate_series(0, f.ahead) AS k (number)
  LEFT JOIN (
         SELECT n.nspname AS schema, p.relname AS parent, c.relname AS child
           FROM pg_inherits AS i
           JOIN pg_class AS p ON p.oid = i.inhparent
           JOIN pg_namespace AS n ON n.oid = p.relnamespace
           JOIN pg_class AS c ON c.oid = i.inhrelid
          WHERE n.nspname = ANY (%(schemas)s)
       ) AS t
    ON t.schema = f.schema
   AND t.parent = f.parent
   AND t.child = f.parent || '_p' || to_char(s.slot + k.number * s.step, f.suffix)
 WHERE t.child IS NULL
