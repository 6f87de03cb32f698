-- Plan: 1 to add, 1 to change, 1 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     ~ procedure cleanup_keep(interval, bigint)   before/keep.yaml:1
--     - table calls
--         ! data-loss: its rows go
--         ! not-reversible: its rows go, and do not come back
--     + table visits with 4 more   before/example_0.yaml:1
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

-- before/example_0.yaml:1
CREATE TABLE north_shop.visits (
  shop       text        DEFAULT 'north' NOT NULL,
  id         bigint      NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  label      text,
  CONSTRAINT visits_pkey PRIMARY KEY (shop, id),
  CONSTRAINT tenant_key CHECK (shop = 'north')
);

-- before/example_0.yaml:9
CREATE INDEX visits_label_idx ON north_shop.visits
  USING btree (label);

-- before/keep.yaml:1
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

-- before/isolation.yaml:3
CREATE POLICY isolation ON north_shop.visits
  AS PERMISSIVE
  FOR ALL
  TO north_role
  USING (shop = 'north');

-- before/example_0.yaml:1
ALTER TABLE north_shop.visits ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- before/isolation.yaml:7
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE north_shop.visits TO north_role;

-- ACCESS EXCLUSIVE on calls: blocks everybody who reads or writes it
-- data-loss: its rows go
-- not-reversible: its rows go, and do not come back
DROP TABLE north_shop.calls;
