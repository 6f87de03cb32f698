-- as session
CREATE ROLE federation_owner NOLOGIN INHERIT NOCREATEROLE NOCREATEDB;

-- as session
COMMENT ON ROLE federation_owner IS 'Owns every object; nobody logs in as it.';

-- as session
CREATE ROLE federation_admin NOLOGIN INHERIT NOCREATEROLE NOCREATEDB;

-- as session
CREATE ROLE federation_member NOLOGIN INHERIT NOCREATEROLE NOCREATEDB;

-- as session
CREATE ROLE federation_migrator LOGIN NOINHERIT CREATEROLE CREATEDB;

-- as session
ALTER ROLE federation_migrator SET lock_timeout = '3s';

-- as session
ALTER ROLE federation_migrator SET search_path = pg_catalog, pg_temp;

-- as session
ALTER ROLE federation_migrator SET app."Mode" = 'it''s';

-- as session
GRANT federation_admin TO federation_migrator WITH ADMIN OPTION;

-- as session
CREATE ROLE hr_role NOLOGIN INHERIT NOCREATEROLE NOCREATEDB;

-- as session
COMMENT ON ROLE hr_role IS 'Everybody of hr.';

-- as session
GRANT federation_member TO hr_role;
