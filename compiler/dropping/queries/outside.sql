-- What stands elsewhere and would go, or stop to work, with the schema; and what the roles
-- own elsewhere. An object is the schema's own where its name begins with it, or where it
-- only says something of an object that does.
WITH RECURSIVE going (classid, objid) AS (
  SELECT 'pg_namespace'::regclass::oid, n.oid FROM pg_namespace AS n WHERE n.nspname = %(schema)s
  UNION
  SELECT d.classid, d.objid
    FROM going AS g
    JOIN pg_depend AS d ON d.refclassid = g.classid AND d.refobjid = g.objid
), outside AS (
  SELECT g.classid, g.objid, NULL::text AS role
    FROM going AS g
   CROSS JOIN pg_identify_object(g.classid, g.objid, 0) AS i
   CROSS JOIN pg_identify_object_as_address(g.classid, g.objid, 0) AS a
   WHERE g.classid NOT IN ('pg_namespace'::regclass, 'pg_default_acl'::regclass,
                           'pg_publication_rel'::regclass, 'pg_publication_namespace'::regclass)
     AND i.schema IS DISTINCT FROM %(schema)s
     AND i.schema IS DISTINCT FROM 'pg_toast'
     AND NOT (cardinality(a.object_names) > 1 AND a.object_names[1] = %(schema)s)
     AND NOT (g.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass)
              AND a.object_names[2] = %(schema)s)
     AND NOT EXISTS (SELECT FROM pg_constraint AS c
                       JOIN pg_namespace AS n ON n.oid = c.connamespace
                      WHERE g.classid = 'pg_constraint'::regclass AND c.oid = g.objid
                        AND n.nspname = %(schema)s)
  UNION ALL
  SELECT s.classid, s.objid, r.rolname::text
    FROM pg_roles AS r
    JOIN pg_shdepend AS s ON s.refclassid = 'pg_authid'::regclass AND s.refobjid = r.oid
   WHERE r.rolname = ANY (%(roles)s)
     AND s.deptype = 'o'
     AND s.classid NOT IN ('pg_auth_members'::regclass, 'pg_default_acl'::regclass)
     AND s.dbid IN (0, (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database()))
     AND (s.classid, s.objid) NOT IN (SELECT g.classid, g.objid FROM going AS g)
)
SELECT pg_describe_object(o.classid, o.objid, 0) AS what, o.role
  FROM outside AS o
 ORDER BY 2 NULLS FIRST, 1
