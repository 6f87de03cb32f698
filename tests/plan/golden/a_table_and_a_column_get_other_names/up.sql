-- Plan: 0 to add, 8 to change, 0 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     ~ procedure cleanup_keep(interval, bigint)   after/keep.yaml:1
--     ~ column calls.created_at   after/example_0.yaml:8
--     ~ column calls.id   after/example_0.yaml:4
--     ~ column calls.shop   after/tenant_key.yaml:3
--     → column calls.label to calls.title   after/example_0.yaml:6
--     → constraint calls.visits_pkey to calls.calls_pkey   after/example_0.yaml:7
--     → table visits to calls   after/example_0.yaml:1
--     → index visits_label_idx to calls_title_idx   after/example_0.yaml:10
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

-- after/example_0.yaml:1
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
ALTER TABLE north_shop.visits RENAME TO calls;

-- after/example_0.yaml:6
-- ACCESS EXCLUSIVE on calls: blocks everybody who reads or writes it
ALTER TABLE north_shop.calls RENAME COLUMN label TO title;

-- after/example_0.yaml:7
-- ACCESS EXCLUSIVE on calls: blocks everybody who reads or writes it
ALTER TABLE north_shop.calls RENAME CONSTRAINT visits_pkey TO calls_pkey;

-- after/example_0.yaml:10
-- ACCESS SHARE on calls: blocks nobody but who drops or rebuilds it
ALTER INDEX north_shop.visits_label_idx RENAME TO calls_title_idx;

-- after/tenant_key.yaml:3
-- ACCESS EXCLUSIVE on calls: blocks everybody who reads or writes it
ALTER TABLE north_shop.calls RENAME CONSTRAINT visits_shop_not_null TO calls_shop_not_null;

-- after/example_0.yaml:4
-- ACCESS EXCLUSIVE on calls: blocks everybody who reads or writes it
ALTER TABLE north_shop.calls RENAME CONSTRAINT visits_id_not_null TO calls_id_not_null;

-- after/example_0.yaml:8
-- ACCESS EXCLUSIVE on calls: blocks everybody who reads or writes it
ALTER TABLE north_shop.calls RENAME CONSTRAINT visits_created_at_not_null TO calls_created_at_not_null;

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
