-- as owner
CREATE AGGREGATE hr_tenant.total(n numeric) (
  SFUNC = numeric_add,
  STYPE = numeric,
  SSPACE = 64,
  FINALFUNC = abs,
  FINALFUNC_MODIFY = READ_WRITE,
  INITCOND = '0',
  COMBINEFUNC = numeric_add,
  MSFUNC = numeric_add,
  MINVFUNC = numeric_sub,
  MSTYPE = numeric,
  SORTOP = <,
  PARALLEL = SAFE
);

-- as owner
REVOKE ALL ON ROUTINE hr_tenant.total(numeric) FROM PUBLIC;

-- as owner
COMMENT ON ROUTINE hr_tenant.total(numeric) IS 'Adds up.';

-- as session
ALTER ROUTINE hr_tenant.total(numeric) OWNER TO federation_admin;

-- as owner
CREATE AGGREGATE hr_tenant.total(n numeric ORDER BY o numeric) (
  SFUNC = numeric_add,
  STYPE = numeric,
  SSPACE = 64,
  INITCOND = '0',
  HYPOTHETICAL
);

-- as owner
REVOKE ALL ON ROUTINE hr_tenant.total(numeric, numeric) FROM PUBLIC;

-- as owner
COMMENT ON ROUTINE hr_tenant.total(numeric, numeric) IS 'Adds up.';

-- as owner
CREATE AGGREGATE hr_tenant.total(*) (
  SFUNC = int8inc,
  STYPE = bigint,
  INITCOND = '0',
  COMBINEFUNC = int8pl,
  MSFUNC = int8inc,
  MINVFUNC = int8dec,
  MSTYPE = bigint,
  MINITCOND = '0',
  PARALLEL = SAFE
);

-- as owner
REVOKE ALL ON ROUTINE hr_tenant.total() FROM PUBLIC;

-- as owner
COMMENT ON ROUTINE hr_tenant.total() IS 'Adds up.';
