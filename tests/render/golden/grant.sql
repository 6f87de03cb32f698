-- as owner
GRANT USAGE ON SCHEMA federation TO federation_member, federation_admin;

-- as owner
GRANT USAGE ON SCHEMA extensions TO PUBLIC;

-- as owner
GRANT SELECT, UPDATE ON TABLE federation.departments TO federation_member, federation_admin;

-- as session
GRANT EXECUTE ON FUNCTION federation.can_read(text) TO federation_member;

-- as owner
GRANT USAGE ON SCHEMA hr_tenant TO hr_role;

-- as owner
GRANT USAGE ON SCHEMA federation TO hr_role;

-- as owner
GRANT SELECT, INSERT, DELETE ON TABLE hr_tenant.documents TO hr_role;

-- as owner
GRANT SELECT ON TABLE federation.departments TO hr_role;

-- as owner
GRANT USAGE, SELECT ON SEQUENCE hr_tenant.numbers TO hr_role;

-- as owner
GRANT SELECT (id, "Text"), UPDATE (id, "Text") ON TABLE hr_tenant."Bodies" TO hr_role;

-- as session
GRANT EXECUTE ON ROUTINE hr_tenant.total(numeric) TO PUBLIC;

-- as owner
GRANT EXECUTE ON PROCEDURE hr_tenant.cleanup(bigint) TO hr_role;
