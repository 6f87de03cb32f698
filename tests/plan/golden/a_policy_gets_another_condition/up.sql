-- Plan: 0 to add, 2 to change, 0 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     ~ policy orders.isolation   after/isolation.yaml:3
--         ! access-widened: policy isolation has another condition
--         ! access-narrowed: policy isolation has another condition
--     ~ table grant orders.{{ tenant.id }}_role   after/isolation.yaml:7
--         ! access-narrowed: select, insert for {{ tenant.id }}_role
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

-- after/isolation.yaml:3
-- ACCESS EXCLUSIVE on orders: blocks everybody who reads or writes it
-- access-widened: policy isolation has another condition
-- access-narrowed: policy isolation has another condition
ALTER POLICY isolation ON north_shop.orders
  USING (shop = 'north' AND id > 0);

-- after/isolation.yaml:7
-- access-narrowed: select, insert for {{ tenant.id }}_role
REVOKE UPDATE, DELETE ON TABLE north_shop.orders FROM north_role;
