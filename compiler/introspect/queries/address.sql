-- Which database this is.
SELECT s.system_identifier::text AS system, current_database()::text AS database
  FROM pg_control_system() AS s
