-- Plan: 1 to add, 0 to change, 0 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     + constraint visits.one_a   after/example_0.yaml:8
--         · index-build: all rows are read while others write
--         · not-in-transaction: it cannot be undone as a whole
--
-- north, south (2 shops, all alike): step 1 of 2, no transaction

-- after/example_0.yaml:1
-- SHARE UPDATE EXCLUSIVE on visits: blocks only others who change the table
-- index-build: all rows are read while others write
-- not-in-transaction: it cannot be undone as a whole
CREATE UNIQUE INDEX CONCURRENTLY one_a ON north_shop.visits
  USING btree (shop, a);

-- north, south (2 shops, all alike): step 2 of 2, one transaction

-- after/example_0.yaml:8
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
ALTER TABLE north_shop.visits
  ADD CONSTRAINT one_a UNIQUE USING INDEX one_a;
