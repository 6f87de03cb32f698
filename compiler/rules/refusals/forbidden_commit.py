"""A routine ends the transaction where PostgreSQL does not let it.

It would compile, and fail when it runs. A function runs within a statement of somebody
else; a procedure in SQL, one with settings and one with the rights of its owner run as
a whole. Only a procedure in PL/pgSQL that has neither can commit between its steps.

Fails:

    procedure: tidy
    language: plpgsql
    security: definer
    settings: {search_path: "pg_catalog, pg_temp"}
    body: |
      BEGIN
        COMMIT;
      END

Passes:

    procedure: tidy
    language: plpgsql
    body: |
      BEGIN
        COMMIT;
      END
"""
