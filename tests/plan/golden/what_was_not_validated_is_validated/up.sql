-- Plan: 0 to add, 1 to change, 0 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     ~ constraint visits.positive   after/example_0.yaml:9
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

-- after/example_0.yaml:9
-- SHARE UPDATE EXCLUSIVE on visits: blocks only others who change the table
ALTER TABLE north_shop.visits VALIDATE CONSTRAINT positive;
