-- Takes all of the locks for the session, waiting for each as long as lock_timeout allows.
SELECT pg_advisory_lock(hashtextextended(n.name, 0)) FROM unnest(%(names)s::text[]) AS n (name)
