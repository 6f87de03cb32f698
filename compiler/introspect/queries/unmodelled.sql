-- One fact for each object, and each trait of an object, that the model has no word for.
-- What the other queries leave out of a schema has to turn up here. `kind` is empty where
-- PostgreSQL's own word for the object says it all.
WITH member AS MATERIALIZED (
  SELECT DISTINCT n.nspname::text AS schema, n.oid AS namespace, d.classid, d.objid AS oid
    FROM pg_namespace AS n
    JOIN pg_depend AS d
      ON d.refclassid = 'pg_namespace'::regclass
     AND d.refobjid = n.oid
     AND d.classid IN (
           'pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass,
           'pg_operator'::regclass, 'pg_opclass'::regclass, 'pg_opfamily'::regclass,
           'pg_collation'::regclass, 'pg_conversion'::regclass,
           'pg_ts_config'::regclass, 'pg_ts_dict'::regclass,
           'pg_ts_parser'::regclass, 'pg_ts_template'::regclass,
           'pg_statistic_ext'::regclass)
   WHERE n.nspname = ANY (%(schemas)s)
     AND NOT EXISTS (
           SELECT FROM pg_depend AS e
            WHERE e.classid = d.classid
              AND e.objid = d.objid
              AND e.deptype IN ('e', 'i'))
), relation AS MATERIALIZED (
  SELECT m.schema, c.*
    FROM member AS m
    JOIN pg_class AS c ON c.oid = m.oid AND c.relnamespace = m.namespace
   WHERE m.classid = 'pg_class'::regclass
     AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
), routine AS MATERIALIZED (
  SELECT m.schema, p.*, l.lanname
    FROM member AS m
    JOIN pg_proc AS p ON p.oid = m.oid AND p.pronamespace = m.namespace
    JOIN pg_language AS l ON l.oid = p.prolang
   WHERE m.classid = 'pg_proc'::regclass
), data_type AS MATERIALIZED (
  SELECT m.schema, t.*
    FROM member AS m
    JOIN pg_type AS t ON t.oid = m.oid AND t.typnamespace = m.namespace
   WHERE m.classid = 'pg_type'::regclass
), found AS (
  SELECT m.schema, '' AS kind, m.classid, m.oid, 0 AS part
    FROM member AS m
   WHERE m.classid NOT IN (
           'pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass,
           'pg_statistic_ext'::regclass)
  UNION ALL
  SELECT r.schema, t.kind, 'pg_class'::regclass, r.oid, 0
    FROM relation AS r
    LEFT JOIN pg_am AS a ON a.oid = r.relam
   CROSS JOIN LATERAL (VALUES
           ('foreign table', r.relkind = 'f'),
           ('table that inherits', r.relkind IN ('r', 'p') AND NOT r.relispartition
              AND EXISTS (SELECT FROM pg_inherits AS i WHERE i.inhrelid = r.oid)),
           ('typed table', r.reloftype <> 0),
           ('table access method', r.relkind IN ('r', 'p', 'm') AND a.amname <> 'heap'),
           ('tablespace', r.reltablespace <> 0),
           -- The first entry of the default is the owner's.
           ('owner without a privilege', r.relkind <> 'f' AND NOT r.relacl @> (acldefault(
              CASE r.relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, r.relowner))[1])
         ) AS t (kind, applies)
   WHERE t.applies
  UNION ALL
  SELECT r.schema, t.kind, 'pg_class'::regclass, x.indexrelid, 0
    FROM relation AS r
    JOIN pg_index AS x ON x.indrelid = r.oid
    JOIN pg_class AS i ON i.oid = x.indexrelid
   CROSS JOIN LATERAL (VALUES
           ('tablespace', i.reltablespace <> 0),
           ('index that a table is clustered on', x.indisclustered)
         ) AS t (kind, applies)
   WHERE r.relkind IN ('r', 'p', 'm') AND t.applies
  UNION ALL
  SELECT r.schema, 'default of a view''s column', 'pg_class'::regclass, r.oid, d.adnum
    FROM relation AS r
    JOIN pg_attrdef AS d ON d.adrelid = r.oid
   WHERE r.relkind = 'v'
  UNION ALL
  SELECT r.schema, u.kind, 'pg_trigger'::regclass, t.oid, 0
    FROM relation AS r
    JOIN pg_trigger AS t ON t.tgrelid = r.oid AND NOT t.tgisinternal
    LEFT JOIN pg_trigger AS p ON p.oid = t.tgparentid AND t.tgparentid <> 0
   CROSS JOIN LATERAL (VALUES
           ('constraint trigger that names a second table', t.tgconstrrelid <> 0),
           ('trigger that fires otherwise than that of its table',
              t.tgenabled <> p.tgenabled)
         ) AS u (kind, applies)
   WHERE r.relkind <> 'f' AND u.applies
  UNION ALL
  -- By the constraint: the names of its triggers have oids in them.
  SELECT r.schema, 'constraint whose triggers fire otherwise than by default',
         'pg_constraint'::regclass, t.tgconstraint, 0
    FROM relation AS r
    JOIN pg_trigger AS t ON t.tgrelid = r.oid
   WHERE t.tgisinternal AND t.tgconstraint <> 0 AND t.tgenabled <> 'O'
  UNION ALL
  SELECT r.schema, 'rule that fires otherwise than by default', 'pg_rewrite'::regclass,
         w.oid, 0
    FROM relation AS r
    JOIN pg_rewrite AS w ON w.ev_class = r.oid
   WHERE w.ev_enabled <> 'O'
  UNION ALL
  SELECT r.schema, 'table of a publication', 'pg_publication_rel'::regclass, p.oid, 0
    FROM relation AS r
    JOIN pg_publication_rel AS p ON p.prrelid = r.oid
  UNION ALL
  SELECT n.nspname::text, 'schema of a publication',
         'pg_publication_namespace'::regclass, p.oid, 0
    FROM pg_publication_namespace AS p
    JOIN pg_namespace AS n ON n.oid = p.pnnspid
   WHERE n.nspname = ANY (%(schemas)s)
  UNION ALL
  SELECT r.schema, 'statistics of a table of another schema',
         'pg_statistic_ext'::regclass, s.oid, 0
    FROM member AS r
    JOIN pg_statistic_ext AS s ON s.oid = r.oid
    JOIN pg_class AS c ON c.oid = s.stxrelid
   WHERE r.classid = 'pg_statistic_ext'::regclass
     AND s.stxnamespace = r.namespace
     AND c.relnamespace <> r.namespace
  UNION ALL
  SELECT r.schema, t.kind, 'pg_proc'::regclass, r.oid, 0
    FROM routine AS r
    LEFT JOIN pg_aggregate AS a ON a.aggfnoid = r.oid AND r.prokind = 'a'
   CROSS JOIN LATERAL (VALUES
           ('window function', r.prokind = 'w'),
           ('function in the language ' || r.lanname,
              r.prokind IN ('f', 'p') AND r.lanname IN ('c', 'internal')),
           ('leakproof function', r.proleakproof),
           ('function with a support function', r.prosupport <> 0),
           ('function with transforms', r.protrftypes IS NOT NULL),
           ('aggregate that serializes its state',
              a.aggserialfn <> 0 OR a.aggdeserialfn <> 0),
           ('aggregate with an argument on both sides',
              a.aggkind <> 'n' AND a.aggnumdirectargs >= r.pronargs),
           -- The first entry of the default is everybody's.
           ('owner without a privilege',
              NOT r.proacl @> (acldefault('f', r.proowner))[2])
         ) AS t (kind, applies)
   WHERE t.applies
  UNION ALL
  SELECT r.schema, t.kind, 'pg_type'::regclass, r.oid, 0
    FROM data_type AS r
    LEFT JOIN pg_range AS g ON g.rngtypid = r.oid
   CROSS JOIN LATERAL (VALUES
           ('base type', r.typtype = 'b'),
           ('shell type', r.typtype = 'p'),
           ('range type with a canonical function', g.rngcanonical <> 0),
           ('privileges on a type', EXISTS (
              (SELECT a.grantee, a.privilege_type, a.is_grantable
                 FROM aclexplode(r.typacl) AS a
                EXCEPT
               SELECT u.grantee, u.privilege_type, u.is_grantable
                 FROM aclexplode(acldefault('T', r.typowner)) AS u)
              UNION ALL
              (SELECT u.grantee, u.privilege_type, u.is_grantable
                 FROM aclexplode(acldefault('T', r.typowner)) AS u
                WHERE r.typacl IS NOT NULL
                EXCEPT
               SELECT a.grantee, a.privilege_type, a.is_grantable
                 FROM aclexplode(r.typacl) AS a)))
         ) AS t (kind, applies)
   WHERE t.applies
  UNION ALL
  SELECT r.schema, 'check of a domain that is not validated', 'pg_constraint'::regclass,
         k.oid, 0
    FROM data_type AS r
    JOIN pg_constraint AS k ON k.contypid = r.oid
   WHERE r.typtype = 'd' AND NOT k.convalidated
  UNION ALL
  SELECT r.schema, '', d.classid, d.objid, 0
    FROM data_type AS r
    JOIN pg_depend AS d
      ON d.refclassid = 'pg_type'::regclass
     AND d.refobjid = r.oid
     AND d.classid IN ('pg_cast'::regclass, 'pg_transform'::regclass)
   WHERE NOT EXISTS (
           SELECT FROM pg_depend AS e
            WHERE e.classid = d.classid
              AND e.objid = d.objid
              AND e.deptype IN ('e', 'i'))
  UNION ALL
  SELECT r.schema, 'security label', l.classoid, l.objoid, l.objsubid
    FROM member AS r
    JOIN pg_seclabel AS l ON l.objoid = r.oid AND l.classoid = r.classid
  UNION ALL
  SELECT n.nspname::text, t.kind, 'pg_namespace'::regclass, n.oid, 0
    FROM pg_namespace AS n
   CROSS JOIN LATERAL (VALUES
           ('security label', EXISTS (
              SELECT FROM pg_seclabel AS l
               WHERE l.objoid = n.oid AND l.classoid = 'pg_namespace'::regclass)),
           ('owner without a privilege',
              NOT n.nspacl @> (acldefault('n', n.nspowner))[1])
         ) AS t (kind, applies)
   WHERE n.nspname = ANY (%(schemas)s) AND t.applies
  UNION ALL
  -- Large objects stand in no schema, and have default privileges since version 18.
  SELECT '', '', 'pg_default_acl'::regclass, d.oid, 0
    FROM pg_default_acl AS d
   WHERE '' = ANY (%(schemas)s)
     AND d.defaclobjtype NOT IN ('r', 'S', 'f', 'T', 'n')
)
SELECT f.schema, string_agg(to_jsonb(f)::text, E'\n' ORDER BY f.kind, f.identity)
  FROM (SELECT DISTINCT
               u.schema,
               CASE u.kind WHEN '' THEN i.type ELSE u.kind END AS kind,
               i.identity
          FROM found AS u
         CROSS JOIN LATERAL pg_identify_object(u.classid, u.oid, u.part) AS i) AS f
 GROUP BY f.schema
