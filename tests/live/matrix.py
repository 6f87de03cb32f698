"""Tries every attack of `attacks.yaml` on every table, and says which got through."""

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml

from tests.live.platform import ROWS, Platform, Session

ATTACKS: Final[dict[str, dict[str, dict[str, str]]]] = yaml.safe_load(
    (Path(__file__).parent / "attacks.yaml").read_text("utf-8")
)
REFUSED: Final = "42501"
APPEND_ONLY: Final = frozenset({"audit_trail"})


@dataclasses.dataclass(frozen=True, slots=True)
class Matrix:
    """The sessions of hr and sales, on a platform whose grants are open or not."""

    platform: Platform
    hr: Session
    sales: Session
    is_open: bool

    def leaks(self) -> list[str]:
        """Return what went through that must not, and what cannot be judged."""
        found: list[str] = []
        for table in self.platform.tables:
            words = self._words(table)
            for name, attack in ATTACKS["foreign"].items():
                found += self._foreign(name, attack, table, words)
            for name, attack in ATTACKS["own"].items():
                found += self._own(name, attack, table, words)
        return found

    def _foreign(
        self, name: str, attack: dict[str, str], table: str, words: dict[str, str]
    ) -> Iterator[str]:
        statement = attack["sql"].format_map(words)
        wanted = 0 if self.is_open and attack["open"] == "nothing" else REFUSED
        outcome = self.hr.attempt(statement)
        if outcome != wanted:
            yield f"foreign {table}: {name}: {outcome}"
        if attack.get("control") == "always" or (
            "control" in attack and table not in APPEND_ONLY
        ):
            touched = self.sales.attempt(statement)
            if isinstance(touched, str) or touched < 1:
                yield f"no control {table}: {name}: {touched}"

    def _own(
        self, name: str, attack: dict[str, str], table: str, words: dict[str, str]
    ) -> Iterator[str]:
        outcome = self.hr.attempt(attack["sql"].format_map(words))
        if outcome != REFUSED:
            yield f"own {table}: {name}: {outcome}"
        if "rightly" in attack and table not in APPEND_ONLY:
            touched = self.hr.attempt(attack["rightly"].format_map(words))
            if isinstance(touched, str) or touched < 1:
                yield f"no control {table}: {name}: {touched}"

    def _words(self, table: str) -> dict[str, str]:
        own, cells = f"hr_tenant.{table}", ROWS[table]
        key, check = self.sales.rows(
            """SELECT string_agg(a.attname, ', '),
                      (SELECT k.conname FROM pg_constraint AS k
                        WHERE k.conrelid = c.conrelid AND k.conname LIKE %s)
                 FROM pg_constraint AS c
                 JOIN pg_attribute AS a ON a.attrelid = c.conrelid
                                       AND a.attnum = ANY (c.conkey)
                WHERE c.conrelid = (SELECT oid FROM pg_class WHERE relname = %s
                                    AND relnamespace = 'sales_tenant'::regnamespace)
                  AND c.contype = 'p'
                GROUP BY c.conrelid""",
            "%tenant_key%",
            table,
        )[0]
        return {
            "own": own,
            "foreign": f"sales_tenant.{table}",
            "columns": ", ".join(cells),
            "values": ", ".join(cells.values()),
            "key": key,
            "check": check or f"{table}_department_check",
        }


@contextlib.contextmanager
def matrix(platform: Platform, *, is_open: bool) -> Iterator[Matrix]:
    """Give the matrix of a platform."""
    with platform.session("hr_app") as hr, platform.session("sales_app") as sales:
        yield Matrix(platform, Session(hr), Session(sales), is_open)


def open_grants(platform: Platform, role: str = "hr_role") -> None:
    """Grant hr all of sales that grants could give, short of TRUNCATE and ownership."""
    with platform.session() as conn:
        superuser = Session(conn)
        superuser.run(f"GRANT USAGE ON SCHEMA sales_tenant TO {role}")
        superuser.run(
            f"""GRANT SELECT, INSERT, UPDATE, DELETE
                   ON ALL TABLES IN SCHEMA sales_tenant, hr_tenant TO {role}"""
        )
        # Whether records may be altered is not what is tried here.
        superuser.run(f"REVOKE UPDATE, DELETE ON hr_tenant.audit_trail FROM {role}")


def add_careless_policies(platform: Platform) -> None:
    """Let everyone do everything by a policy; drop the checks of departments."""
    _on_tables(platform, "CREATE POLICY oops ON {table} USING (true) WITH CHECK (true)")
    drop_checks(platform)


def drop_checks(platform: Platform) -> None:
    """Drop the checks that rows belong to the department."""
    with platform.session() as conn:
        checks = Session(conn).rows(
            """SELECT conrelid::regclass::text, conname FROM pg_constraint
                WHERE contype = 'c' AND conislocal AND coninhcount = 0
                  AND conname LIKE '%tenant\\_key%'"""
        )
        assert len(checks) >= len(platform.tables)
        for table, name in checks:
            Session(conn).run(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def drop_policies(platform: Platform, pattern: str) -> None:
    """Drop the policies of hr and sales whose names are like a pattern."""
    with platform.session() as conn:
        found = Session(conn).rows(
            """SELECT polname, polrelid::regclass::text FROM pg_policy
                WHERE polname LIKE %s
                  AND polrelid::regclass::text ~ '^(hr|sales)_tenant'""",
            pattern,
        )
        assert found
        for name, table in found:
            Session(conn).run(f"DROP POLICY {name} ON {table}")


def _on_tables(platform: Platform, statement: str) -> None:
    with platform.session() as conn:
        for schema in ("hr_tenant", "sales_tenant"):
            for table in platform.tables:
                Session(conn).run(statement.format(table=f"{schema}.{table}"))
