-- as session
CREATE EXTENSION pg_trgm WITH SCHEMA extensions;
