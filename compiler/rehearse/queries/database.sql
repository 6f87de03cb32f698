-- One row if the server has a database of this name.
SELECT FROM pg_database AS d WHERE d.datname = %(name)s
