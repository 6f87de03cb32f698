-- Gives all of the locks back.
SELECT pg_advisory_unlock(hashtextextended(n.name, 0)) FROM unnest(%(names)s::text[]) AS n (name)
