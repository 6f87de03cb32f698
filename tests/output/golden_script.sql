-- What hr needs

BEGIN;
SET LOCAL search_path = pg_catalog, pg_temp;
SET LOCAL check_function_bodies = off;
SET LOCAL client_min_messages = warning;

DO $guard$
BEGIN
  IF current_setting('server_version_num')::integer < 150000 THEN
    RAISE EXCEPTION 'this script is for PostgreSQL 15 or later';
  END IF;
END
$guard$;

SELECT 1;

SET LOCAL ROLE "The Owner";

SELECT 2;

SELECT 3;

RESET ROLE;

SELECT 4;

SET LOCAL ROLE "The Owner";

SELECT 5;

COMMIT;
