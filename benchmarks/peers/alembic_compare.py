"""Keeps the tables of a schema, or prints how a database differs from those kept.

Runs in the environment of the peers, which has alembic. It is what `alembic check`
does with metadata that a project's models hold.
"""

import pickle
import sys
import warnings
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, create_engine

# It knows no vector, and says so for every column of that type.
warnings.simplefilter("ignore")


def main() -> None:
    """Do what the arguments say: what to do, the database, the schema and the file."""
    what, url, schema, file = sys.argv[1:]
    if what == "keep":
        metadata = MetaData()
        metadata.reflect(create_engine(url), schema=schema)
        Path(file).write_bytes(pickle.dumps(metadata))
        return
    metadata = pickle.loads(Path(file).read_bytes())  # noqa: S301 - written above
    with create_engine(url).connect() as conn:
        context = MigrationContext.configure(
            conn,
            opts={
                "include_schemas": True,
                "include_name": lambda name, kind, _: (
                    kind != "schema" or name == schema
                ),
                "compare_server_default": True,
            },
        )
        for difference in compare_metadata(context, metadata):
            print(difference)


main()
