"""No spec says what the project is.

The project gives the tenants their name, their column and their roles, so without it
nothing can be built. `tenantry init` writes one.

Fails: A folder of tables and policy types without a spec that begins with `project:`.

Passes: The same folder with a `project.yaml` in it.
"""
