"""hr and an administrator, who lets it read of sales."""
# ruff: noqa: S608 - the names in these statements are our own

import contextlib
import dataclasses
from collections.abc import Iterator
from typing import Final

from tests.live.platform import Platform, Session

DENIED: Final = "42501"


@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """hr and the administrator, in a database whose grants are open or as shipped."""

    hr: Session
    admin: Session
    tables: tuple[str, ...]

    def permit(self, table: str, **given: str) -> object:
        """Return the id of a new permission for hr to read of sales."""
        cells = {
            "grantee_department": "'hr'",
            "owner_department": "'sales'",
            "table_name": f"'{table}'",
            "reason": "'a proof'",
        } | given
        statement = f"""INSERT INTO federation.cross_dept_permissions
            ({", ".join(cells)}) VALUES ({", ".join(cells.values())}) RETURNING id"""
        return self.admin.value(statement)

    def seen(self) -> set[str]:
        """Return the tables of sales of which hr sees rows."""
        return {
            table
            for table in self.tables
            if self.hr.attempt(f"SELECT FROM sales_tenant.{table}") not in (DENIED, 0)
        }


@contextlib.contextmanager
def pair_in(platform: Platform) -> Iterator[Pair]:
    with platform.session("hr_app") as hr, platform.session("ada") as ada:
        admin = Session(ada)
        try:
            yield Pair(Session(hr), admin, platform.tables)
        finally:
            # Memberships outlast the database.
            admin.run("DELETE FROM federation.cross_dept_permissions")
            admin.run("UPDATE federation.departments SET status = 'active'")
