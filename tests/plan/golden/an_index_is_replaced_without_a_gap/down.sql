-- Plan: 0 to add, 1 to change, 0 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     ± index by_a   before/example_0.yaml:9
--         · index-build: all rows are read while others write
--         · not-in-transaction: it cannot be undone as a whole
--
-- north, south (2 shops, all alike): step 1 of 3, one transaction

-- before/example_0.yaml:1
-- ACCESS SHARE on visits: blocks nobody but who drops or rebuilds it
ALTER INDEX north_shop.by_a RENAME TO by_a_old;

-- north, south (2 shops, all alike): step 2 of 3, no transaction

-- before/example_0.yaml:9
-- SHARE UPDATE EXCLUSIVE on visits: blocks only others who change the table
-- index-build: all rows are read while others write
-- not-in-transaction: it cannot be undone as a whole
CREATE INDEX CONCURRENTLY by_a ON north_shop.visits
  USING btree (a);

-- north, south (2 shops, all alike): step 3 of 3, no transaction

-- before/example_0.yaml:1
-- SHARE UPDATE EXCLUSIVE on visits: blocks only others who change the table
-- not-in-transaction: it cannot be undone as a whole
DROP INDEX CONCURRENTLY north_shop.by_a_old;
