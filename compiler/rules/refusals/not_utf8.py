"""A spec file is not in UTF-8.

In another encoding the same bytes are other letters, and a name or a text would reach
the database as something else than the author saw.

Fails: A file with an é that an editor saved as Latin-1, or a whole file in UTF-16.

Passes: The same file, saved as UTF-8.
"""
