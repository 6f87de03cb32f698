-- as owner
CREATE TABLE hr_tenant.countries_eu PARTITION OF hr_tenant.countries
  FOR VALUES IN ('de', 'it''s', NULL);

-- as owner
CREATE TABLE hr_tenant.countries_rest PARTITION OF hr_tenant.countries
  DEFAULT
  PARTITION BY HASH ("Code", (lower(name)));

-- as owner
COMMENT ON TABLE hr_tenant.countries_rest IS 'What is left.';

-- as owner
CREATE TABLE hr_tenant.countries_rest_p0 PARTITION OF hr_tenant.countries_rest
  FOR VALUES WITH (MODULUS 1, REMAINDER 0);

-- as owner
CREATE TABLE hr_tenant.countries_many PARTITION OF hr_tenant.countries
  FOR VALUES IN (1)
  PARTITION BY RANGE (made_at, since);

-- as owner
CREATE TABLE hr_tenant."countries_Old" PARTITION OF hr_tenant.countries_many
  FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2020-01-01', MAXVALUE);
