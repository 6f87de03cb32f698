"""Finds a PostgreSQL build, runs a server of our own, and describes any server.

build       where initdb, postgres and psql are
owner       which user of the machine runs the server
folder      the temporary folder of its socket
postmaster  what runs on a data directory, if anything
cluster     makes, starts and stops a data directory
embedded    all of it for one project: start, read, stop, delete
server      what a connection tells of its server
"""
