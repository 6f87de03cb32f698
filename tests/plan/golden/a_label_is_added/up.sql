-- Plan: 0 to add, 1 to change, 0 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     ~ enum type state   after/example_0.yaml:1
--         ! not-reversible: a label cannot be taken back
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

-- after/example_0.yaml:1
-- not-reversible: a label cannot be taken back
ALTER TYPE north_shop.state ADD VALUE 'open' BEFORE 'done';
