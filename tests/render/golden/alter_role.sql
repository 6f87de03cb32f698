-- as session
ALTER ROLE hr_role NOLOGIN CREATEROLE;

-- as session
ALTER ROLE hr_role RESET work_mem;

-- as session
ALTER ROLE hr_role SET lock_timeout = '5s';

-- as session
COMMENT ON ROLE hr_role IS 'New.';
