"""Brings the SQL of the specs into a database, and remembers what it did."""
