-- as owner
CREATE TYPE hr_tenant.floatrange AS RANGE (
  SUBTYPE = float8,
  SUBTYPE_OPCLASS = float8_ops,
  SUBTYPE_DIFF = float8mi,
  MULTIRANGE_TYPE_NAME = hr_tenant.floatmultirange
);

-- as owner
COMMENT ON TYPE hr_tenant.floatrange IS 'From a number to another.';
