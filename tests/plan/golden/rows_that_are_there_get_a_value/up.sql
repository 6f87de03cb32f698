-- Plan: 1 to add, 0 to change, 0 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     + column visits.key   after/example_0.yaml:6
--         · not-in-transaction: rows are written batch by batch, and triggers fire
--
-- north, south (2 shops, all alike): step 1 of 5, one transaction

-- after/example_0.yaml:6
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
ALTER TABLE north_shop.visits ADD COLUMN key text;

-- north, south (2 shops, all alike): step 2 of 5, no transaction

-- after/example_0.yaml:6
-- ROW EXCLUSIVE on visits: blocks nobody but who changes the table
-- not-in-transaction: rows are written batch by batch, and triggers fire
DO LANGUAGE plpgsql $body$
DECLARE
  at_once CONSTANT bigint := 500;
  block            bigint;
  blocks           bigint;
BEGIN
  -- Twice: rows that others write meanwhile may come to stand where it has been.
  FOR pass IN 1..2 LOOP
    block := 0;
    LOOP
      SELECT max(pg_relation_size(t.relid) / current_setting('block_size')::bigint)
        INTO blocks
        FROM (SELECT '"north_shop".visits'::regclass
               UNION
              SELECT relid FROM pg_partition_tree('"north_shop".visits'::regclass)
             ) AS t (relid);
      EXIT WHEN block > blocks;
      EXECUTE 'UPDATE "north_shop".visits
   SET key = (lower(email))
 WHERE key IS NULL
   AND ctid >= $1
   AND ctid < $2'
        USING format('(%s,0)', block)::tid, format('(%s,0)', block + at_once)::tid;
      COMMIT;
      block := block + at_once;
    END LOOP;
  END LOOP;
END;
$body$;

-- north, south (2 shops, all alike): step 3 of 5, one transaction

-- after/example_0.yaml:1
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
ALTER TABLE north_shop.visits
  ADD CONSTRAINT visits_key_not_null_proof CHECK (key IS NOT NULL) NOT VALID;

-- north, south (2 shops, all alike): step 4 of 5, one transaction

-- after/example_0.yaml:1
-- SHARE UPDATE EXCLUSIVE on visits: blocks only others who change the table
ALTER TABLE north_shop.visits VALIDATE CONSTRAINT visits_key_not_null_proof;

-- north, south (2 shops, all alike): step 5 of 5, one transaction

-- after/example_0.yaml:6
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
ALTER TABLE north_shop.visits ALTER COLUMN key SET NOT NULL;

-- after/example_0.yaml:1
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
ALTER TABLE north_shop.visits DROP CONSTRAINT visits_key_not_null_proof;
