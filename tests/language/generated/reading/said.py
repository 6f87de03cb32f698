"""What specs say, read from their trees and from nothing that the compiler makes."""

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from psycopg.sql import SQL

from tests.language.generated.drawing.projects import Project
from tests.language.generated.reading.loading import Connection

Spec = Mapping[str, Any]
Snapshot = Mapping[tuple[str, tuple[str, ...]], Mapping[str, Any]]
PRIVILEGES: Final = ("select", "insert", "update", "delete")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The specs of a project, as one tenant has them.

    Args:
        project: all of them.
        tenant: its id.
        snapshot: what the server's catalogs hold.
        query: runs an SQL query, and returns its rows.
    """

    project: Project
    tenant: str
    snapshot: Snapshot
    query: Callable[..., list[tuple[Any, ...]]]

    def specs(self, kind: str) -> Iterator[Spec]:
        """Yield the specs of a kind."""
        for spec in self.project.values():
            if next(iter(spec)) == kind:
                yield spec

    @property
    def top(self) -> Spec:
        """The project's own spec."""
        return next(self.specs("project"))

    def fill(self, template: str) -> str:
        """Return a name with what stands for the tenant, the project or a table."""
        tenant, name = self.top["tenant"], self.top["project"]
        paths = {
            "tenant.id": self.tenant,
            "tenant.called": tenant["called"],
            "tenant.column.name": tenant["column"]["name"],
            "tenant.column.type": tenant["column"]["type"],
            "project.name": name,
            "project.schema": name,
        }
        paths |= {
            f"tenant.{it}": tenant[it].replace("{{ tenant.id }}", self.tenant)
            for it in ("schema", "role", "login")
        }
        paths |= {
            f"project.{it}": f"{name}_{it}"
            for it in ("owner", "admin", "member", "retention")
        }
        return re.sub(r"\{\{ ([a-z.]+) \}\}", lambda found: paths[found[1]], template)

    def schema(self, spec: Spec) -> str:
        """Return the schema in which a spec's object stands."""
        return self.fill(spec.get("schema", self.top["tenant"]["schema"]))

    def name(self, spec: Spec) -> str:
        """Return what a spec's object is called."""
        return self.fill(str(spec[next(iter(spec))]))

    def found(self, kind: str, *ident: str) -> Mapping[str, Any] | None:
        """Return what the catalogs say of an object."""
        return self.snapshot.get((kind, ident))

    def quote(self, name: str) -> str:
        """Return a name as the server quotes it."""
        return str(self.query("SELECT quote_ident(%s)", name)[0][0])

    def quoted(self, names: list[str]) -> str:
        """Return names as the server lists them."""
        return ", ".join(self.quote(it) for it in names)

    def type(self, sql: str) -> str:
        """Return a type as the server writes it, which it is asked."""
        return _type(self, sql)


def _type(said: Said, sql: str) -> str:
    path = [said.fill(said.top["tenant"]["schema"]), said.top["project"]]
    path += [said.fill(it["schema"]) for it in said.top.get("extensions", {}).values()]
    said.query("SELECT set_config('search_path', %s, true)", said.quoted(path))
    sql = said.fill(sql)
    if re.search(r"\(\d|^interval ", sql):
        table = "pg_temp.asked"
        said.query(f"CREATE TEMP TABLE asked (asked {sql})")  # a type of the spec
        said.query("SELECT set_config('search_path', '', true)")
        query = "SELECT format_type(atttypid, atttypmod) FROM pg_catalog.pg_attribute"
        found = said.query(
            f"{query} WHERE attrelid = '{table}'::regclass AND attnum = 1"
        )
        said.query("DROP TABLE pg_temp.asked")
        return str(found[0][0])
    number = said.query("SELECT %s::regtype::oid", sql)[0][0]
    said.query("SELECT set_config('search_path', '', true)")
    return str(said.query("SELECT format_type(%s, NULL)", number)[0][0])


def ask(conn: Connection) -> Callable[..., list[tuple[Any, ...]]]:
    """Return a function that runs a query once, and remembers its rows."""

    @functools.cache
    def remembered(query: str, *values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
        return run(query, *values)

    def run(query: str, *values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
        cursor = conn.execute(SQL(query), values or None)
        return cursor.fetchall() if cursor.description else []

    def choose(query: str, *values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
        return (remembered if "quote_ident" in query else run)(query, *values)

    return choose
