-- Takes the lock for the session, or says that another session holds it.
SELECT pg_try_advisory_lock(hashtextextended(%(name)s, 0))
