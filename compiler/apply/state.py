"""What is installed already, and whether going on from there is safe."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg

from compiler.apply.installation import Installation, Parts
from compiler.apply.part import SHARED
from compiler.apply.provenance import find_strangeness, read_standing
from compiler.errors import Refused
from compiler.execute.authority import become, borrow_roles
from compiler.introspect.read import read_schema_names
from compiler.syntax.environment import render_file

WAY_OUT = (
    "Use an empty database, or remove what is there with "
    "`tenantry down --delete-data`; `tenantry plan` says what would have to change."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was installed as a part: the hash of its SQL, and by which version."""

    content_hash: str
    tool_version: str


def read_records(
    conn: psycopg.Connection[Any], installation: Installation
) -> Mapping[str, Record] | None:
    """Return the parts that are installed, by name; nothing where none ever was.

    Raises:
        Refused: the control plane's schema is there, and is not ours.
    """
    table, owner = installation.installations, installation.project.owner
    standing = read_standing(conn, table)
    if standing is None:
        return None
    # Before anything is read: a stranger's table would run the stranger's functions.
    strange = tuple(find_strangeness(standing, table, owner))
    if strange:
        raise Refused("\n".join(strange), help=WAY_OUT)
    with (
        conn.transaction(force_rollback=True),
        borrow_roles(conn, [owner], inherit=False),
    ):
        become(conn, owner)
        query = render_file("compiler.apply", "read_installations", table=table)
        rows = conn.execute(query.encode()).fetchall()
    return {
        str(part): Record(content_hash=str(digest), tool_version=str(version))
        for part, digest, version in rows
    }


def find_differences(
    installation: Installation, parts: Parts, records: Mapping[str, Record]
) -> Iterator[str]:
    """Yield which parts are installed from other SQL than the specs give now."""
    for name in installation.part_names():
        record = records.get(name)
        expected = parts.shared if name == SHARED else parts.tenants.blueprint
        if record is None or record.content_hash == expected.content_hash:
            continue
        by = (
            ""
            if record.tool_version == installation.tool_version
            else f", by tenantry {record.tool_version}"
        )
        yield f"{title_of(installation, name)} was installed from other SQL{by}"


def find_squatters(
    conn: psycopg.Connection[Any], schemas: Iterable[str]
) -> Iterator[str]:
    """Yield which schemas that have to be made are there already."""
    for schema in sorted(read_schema_names(conn, schemas)):
        yield f"schema {schema} exists, and tenantry did not make it"


def title_of(installation: Installation, part: str) -> str:
    """Return what a part is called in a sentence."""
    if part == SHARED:
        return "the control plane"
    return f"{installation.project.called} {part}"
