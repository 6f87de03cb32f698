-- as session
CREATE SCHEMA extensions AUTHORIZATION federation_owner;

-- as session
CREATE SCHEMA federation AUTHORIZATION federation_owner;

-- as owner
COMMENT ON SCHEMA federation IS 'The control plane.';

-- as session
CREATE SCHEMA hr_tenant AUTHORIZATION federation_owner;
