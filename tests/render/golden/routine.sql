-- as owner
CREATE FUNCTION extensions.noted()
  RETURNS event_trigger
  LANGUAGE plpgsql
  VOLATILE SECURITY INVOKER
AS $body$
BEGIN
END
$body$;

-- as owner
REVOKE ALL ON FUNCTION extensions.noted() FROM PUBLIC;

-- as owner
CREATE FUNCTION federation.can_read(wanted text)
  RETURNS boolean
  LANGUAGE sql
  STABLE STRICT SECURITY DEFINER PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp
AS $body$SELECT EXISTS (
  SELECT FROM federation.departments AS d
  WHERE d.department = $1 AND d.status = 'active'
)$body$;

-- as owner
REVOKE ALL ON FUNCTION federation.can_read(text) FROM PUBLIC;

-- as owner
COMMENT ON FUNCTION federation.can_read(text) IS 'Whether a department''s rows may be read.';

-- as session
ALTER FUNCTION federation.can_read(text) OWNER TO federation_admin;

-- as owner
CREATE FUNCTION hr_tenant.twice(n numeric, VARIADIC rest numeric[])
  RETURNS SETOF numeric
  LANGUAGE sql
  STABLE SECURITY INVOKER PARALLEL SAFE COST 10.5 ROWS 3
  SET search_path = pg_catalog, pg_temp
RETURN 2 * n;

-- as owner
REVOKE ALL ON FUNCTION hr_tenant.twice(numeric, numeric[]) FROM PUBLIC;

-- as owner
CREATE FUNCTION hr_tenant.touch_updated_at()
  RETURNS trigger
  LANGUAGE plpgsql
  VOLATILE SECURITY INVOKER
  SET search_path = pg_catalog, pg_temp
AS $body$BEGIN
  new.updated_at := now();
  RETURN new;
END$body$;

-- as owner
REVOKE ALL ON FUNCTION hr_tenant.touch_updated_at() FROM PUBLIC;

-- as owner
CREATE PROCEDURE hr_tenant.twice(n numeric, OUT m numeric)
  LANGUAGE sql
  SECURITY INVOKER
  SET search_path = pg_catalog, pg_temp
AS $body$SELECT 1$body$;

-- as owner
REVOKE ALL ON PROCEDURE hr_tenant.twice(numeric, OUT numeric) FROM PUBLIC;

-- as owner
CREATE PROCEDURE hr_tenant.cleanup(INOUT removed bigint DEFAULT 0)
  LANGUAGE plpgsql
  SECURITY INVOKER
  SET search_path = pg_catalog, pg_temp
AS $body$BEGIN
  CALL hr_tenant.cleanup();
END$body$;

-- as owner
REVOKE ALL ON PROCEDURE hr_tenant.cleanup(bigint) FROM PUBLIC;

-- as owner
COMMENT ON PROCEDURE hr_tenant.cleanup(bigint) IS 'Deletes what is due.';
