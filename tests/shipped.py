"""The shipped specs, for servers with and without the extension vector."""

import shutil
from pathlib import Path
from typing import Any, Final

import psycopg

SPECS: Final = Path(__file__).parents[1] / "specs"
VECTOR_TABLE: Final = "vector_store_embeddings"


def has_vector(conn: psycopg.Connection[Any]) -> bool:
    """Return whether the server of a session has the extension."""
    query = "SELECT FROM pg_available_extensions WHERE name = 'vector'"
    return conn.execute(query).fetchone() is not None


def write_specs(folder: Path, *, vector: bool) -> Path:
    """Return a copy of the shipped specs, without vector where there is none."""
    specs = Path(shutil.copytree(SPECS, folder / "specs"))
    if not vector:
        print(f"{VECTOR_TABLE} is left out: the server has no vector")  # noqa: T201 - pytest shows it
        (specs / "tables" / f"{VECTOR_TABLE}.yaml").unlink()
        project = specs / "project.yaml"
        lines = project.read_text().splitlines(keepends=True)
        kept = [line for line in lines if not line.strip().startswith("vector:")]
        project.write_text("".join(kept))
    return specs
