"""The folder `out/`, the script of one tenant, and what is remembered between runs."""
