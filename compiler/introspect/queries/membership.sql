-- One row for each member that one of these roles has, and for each role that one of these
-- members has, whoever granted it: the grants of several grantors add up. Before 16 a member inherits if its own attribute says so, and
-- may always become the role; the columns that say otherwise came with 16.
SELECT r.rolname::text AS role,
       m.rolname::text AS member,
       bool_or(g.admin_option) AS admin_option,
       bool_or(coalesce((to_jsonb(g) ->> 'inherit_option')::boolean, m.rolinherit))
         AS inherit_option,
       bool_or(coalesce((to_jsonb(g) ->> 'set_option')::boolean, true)) AS set_option
  FROM pg_auth_members AS g
  JOIN pg_roles AS r ON r.oid = g.roleid
  JOIN pg_roles AS m ON m.oid = g.member
 WHERE r.rolname = ANY (%(names)s) OR m.rolname = ANY (%(members)s)
 GROUP BY r.rolname, m.rolname
 ORDER BY r.rolname, m.rolname
