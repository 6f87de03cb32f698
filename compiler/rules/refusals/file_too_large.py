"""A file in the folder of the specs is larger than any spec.

A table of a thousand columns takes a tenth of the limit of 1 MiB. What is larger is a
dump or an export in the wrong place, and reading it would cost time and memory.

Fails: A file `specs/dump.yaml` of 50 MB.

Passes: The same file outside of the folder of the specs.
"""
