"""A row that retention deletes takes other rows along on too many ways.

Before retention deletes a row it looks for a legal hold on every row that would go with
it, along each chain of foreign keys with `on_delete: cascade`. Over 200 such ways would
make a query that no server answers in time.

Fails: Seven tables, each with a foreign key `on_delete: cascade` to every other, and a
retention rule on one of them.

Passes: The same tables, with `cascade` only from a part to the whole that it belongs
to.
"""
