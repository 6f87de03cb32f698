-- The tenants that lack a partition which time will need, by the names that
-- ensure_partitions gives them; where others were given, it finds out itself.
WITH needed AS (
  SELECT replace(f.schema, %(sentinel)s, t.id) AS schema, f.parent, t.id,
         f.parent || '_p' || to_char(s.slot + k.number * s.step, f.suffix) AS child
    FROM unnest(%(schemas)s::text[], %(tables)s::text[], %(months)s::integer[],
                %(widths)s::interval[], %(suffixes)s::text[], %(aheads)s::integer[])
         AS f (schema, parent, months, width, suffix, ahead)
   CROSS JOIN unnest(%(tenants)s::text[]) AS t (id)
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
), present AS (
  SELECT n.nspname AS schema, p.relname AS parent, c.relname AS child
    FROM pg_inherits AS i
    JOIN pg_class AS p ON p.oid = i.inhparent
    JOIN pg_namespace AS n ON n.oid = p.relnamespace
    JOIN pg_class AS c ON c.oid = i.inhrelid
)
SELECT DISTINCT id
  FROM needed
  LEFT JOIN present USING (schema, parent, child)
 WHERE present.child IS NULL
