-- Plan: 0 to add, 1 to change, 0 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     ~ column visits.note   before/example_0.yaml:6
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

-- before/example_0.yaml:6
-- SHARE UPDATE EXCLUSIVE on visits: blocks only others who change the table
COMMENT ON COLUMN north_shop.visits.note IS NULL;
