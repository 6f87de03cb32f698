-- Plan: 0 to add, 1 to change, 0 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     ~ column visits.amount   after/example_0.yaml:5
--         ! rewrite: the table is written anew while everybody waits
--         ! not-reversible: values that were cast may not come back as they were
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

-- after/example_0.yaml:5
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
-- rewrite: the table is written anew while everybody waits
-- not-reversible: values that were cast may not come back as they were
ALTER TABLE north_shop.visits ALTER COLUMN amount TYPE numeric USING nullif(amount, '')::numeric;
