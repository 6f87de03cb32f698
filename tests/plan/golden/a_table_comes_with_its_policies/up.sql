-- Plan: 1 to add, 1 to change, 0 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     ~ procedure cleanup_keep(interval, bigint)   after/keep.yaml:1
--     + table calls with 3 more   after/example_1.yaml:1
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

-- after/example_1.yaml:1
CREATE TABLE north_shop.calls (
  shop       text        DEFAULT 'north' NOT NULL,
  id         bigint      NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT calls_pkey PRIMARY KEY (shop, id),
  CONSTRAINT tenant_key CHECK (shop = 'north')
);

-- after/keep.yaml:1
CREATE OR REPLACE PROCEDURE north_shop.cleanup_keep(batch interval DEFAULT '1 day'::interval, INOUT removed bigint DEFAULT 0)
  LANGUAGE plpgsql
  SECURITY INVOKER
AS $body$
#variable_conflict use_variable
DECLARE
  kept    interval := '90 days';
  cutoff  timestamptz;
  oldest  timestamptz;
  deleted bigint;
BEGIN
  IF (batch > interval '0') IS NOT TRUE THEN
    RAISE EXCEPTION 'batch has to be longer than nothing, and is %', batch
      USING ERRCODE = 'invalid_parameter_value';
  END IF;

  SELECT coalesce(max(o.keep), kept)
    INTO kept
    FROM acme.retention_overrides AS o
   WHERE o.shop = 'north'
     AND o.rule = 'keep';
  kept := greatest(kept, interval '30 days');
  kept := least(kept, interval '1 year');
  cutoff := now() - kept;

  LOOP
    SELECT min(x.created_at)
      INTO oldest
      FROM north_shop.visits AS x
     WHERE x.created_at < cutoff
       AND NOT (
         EXISTS (
           SELECT
             FROM acme.legal_holds AS h
            WHERE h.released_at IS NULL
              AND h.shop = 'north'
              AND (h.table_name IS NULL OR h.table_name = 'visits')
              AND (h.subject_kind IS NULL)));
    EXIT WHEN oldest IS NULL;

    DELETE FROM north_shop.visits AS x
     WHERE x.created_at < cutoff
       AND x.created_at BETWEEN oldest AND oldest + batch
       AND NOT (
         EXISTS (
           SELECT
             FROM acme.legal_holds AS h
            WHERE h.released_at IS NULL
              AND h.shop = 'north'
              AND (h.table_name IS NULL OR h.table_name = 'visits')
              AND (h.subject_kind IS NULL)));
    GET DIAGNOSTICS deleted = ROW_COUNT;
    EXIT WHEN deleted = 0;
    removed := removed + deleted;
    COMMIT;
  END LOOP;

  LOOP
    SELECT min(x.created_at)
      INTO oldest
      FROM north_shop.calls AS x
     WHERE x.created_at < cutoff
       AND NOT (
         EXISTS (
           SELECT
             FROM acme.legal_holds AS h
            WHERE h.released_at IS NULL
              AND h.shop = 'north'
              AND (h.table_name IS NULL OR h.table_name = 'calls')
              AND (h.subject_kind IS NULL)));
    EXIT WHEN oldest IS NULL;

    DELETE FROM north_shop.calls AS x
     WHERE x.created_at < cutoff
       AND x.created_at BETWEEN oldest AND oldest + batch
       AND NOT (
         EXISTS (
           SELECT
             FROM acme.legal_holds AS h
            WHERE h.released_at IS NULL
              AND h.shop = 'north'
              AND (h.table_name IS NULL OR h.table_name = 'calls')
              AND (h.subject_kind IS NULL)));
    GET DIAGNOSTICS deleted = ROW_COUNT;
    EXIT WHEN deleted = 0;
    removed := removed + deleted;
    COMMIT;
  END LOOP;

  LOOP
    SELECT min(x.created_at)
      INTO oldest
      FROM north_shop.orders AS x
     WHERE x.created_at < cutoff
       AND NOT (
         EXISTS (
           SELECT
             FROM acme.legal_holds AS h
            WHERE h.released_at IS NULL
              AND h.shop = 'north'
              AND (h.table_name IS NULL OR h.table_name = 'orders')
              AND (h.subject_kind IS NULL)));
    EXIT WHEN oldest IS NULL;

    DELETE FROM north_shop.orders AS x
     WHERE x.created_at < cutoff
       AND x.created_at BETWEEN oldest AND oldest + batch
       AND NOT (
         EXISTS (
           SELECT
             FROM acme.legal_holds AS h
            WHERE h.released_at IS NULL
              AND h.shop = 'north'
              AND (h.table_name IS NULL OR h.table_name = 'orders')
              AND (h.subject_kind IS NULL)));
    GET DIAGNOSTICS deleted = ROW_COUNT;
    EXIT WHEN deleted = 0;
    removed := removed + deleted;
    COMMIT;
  END LOOP;
END
$body$;

-- after/isolation.yaml:3
CREATE POLICY isolation ON north_shop.calls
  AS PERMISSIVE
  FOR ALL
  TO north_role
  USING (shop = 'north');

-- after/example_1.yaml:1
ALTER TABLE north_shop.calls ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- after/isolation.yaml:7
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE north_shop.calls TO north_role;
