-- One row for each of these schemas: how much stands in it. By way of pg_depend, because
-- pg_class has no index led by the namespace. What hangs on partitions is not counted
-- again: their tables' own rows say it.
SELECT n.nspname::text AS schema,
       count(*) FILTER (WHERE NOT c.relispartition) AS tables,
       count(*) FILTER (WHERE c.relispartition) AS partitions,
       coalesce(sum(p.policies) FILTER (WHERE NOT c.relispartition), 0)::bigint AS policies,
       coalesce(sum(i.indexes) FILTER (WHERE NOT c.relispartition), 0)::bigint AS indexes
  FROM pg_namespace AS n
  LEFT JOIN pg_depend AS d
    ON d.refclassid = 'pg_namespace'::regclass
   AND d.refobjid = n.oid
   AND d.classid = 'pg_class'::regclass
  LEFT JOIN pg_class AS c ON c.oid = d.objid AND c.relkind IN ('r', 'p')
  LEFT JOIN LATERAL (
         SELECT count(*) AS policies FROM pg_policy AS y WHERE y.polrelid = c.oid
       ) AS p ON true
  LEFT JOIN LATERAL (
         SELECT count(*) AS indexes FROM pg_index AS x WHERE x.indrelid = c.oid
       ) AS i ON true
 WHERE n.nspname = ANY (%(names)s)
 GROUP BY n.nspname
 ORDER BY n.nspname
