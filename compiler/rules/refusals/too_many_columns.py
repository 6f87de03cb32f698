"""A table has more columns than PostgreSQL can keep.

A row has at most 1,600 columns, those of mixins among them, and of wide types fewer,
because it has to fit on one page. What belongs to several things stands better in
several tables; what differs from row to row, in one column of type `jsonb`.

Fails: A table of 1,601 columns.

Passes: A table of 1,600 columns.
"""
