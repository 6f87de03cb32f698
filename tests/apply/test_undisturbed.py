"""A client that reads and writes all the time does not notice a change of its table.

`UNDISTURBED_ROWS` says how many rows the table has.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, LiteralString

import psycopg
import pytest

from compiler.execute.session import LOCK_TIMEOUT_MS
from tests.apply.sample import SPECS, apply_specs, write_specs
from tests.apply.test_killed import ask, require_whole
from tests.conftest import NewServer

pytestmark = pytest.mark.live

ROWS: Final = int(os.environ.get("UNDISTURBED_ROWS", "100000"))
PATIENCE_MS: Final = LOCK_TIMEOUT_MS + 1_000
"""What a statement of the client may wait for; the server ends it after that."""

BEFORE: Final = SPECS["notes"].replace(
    "body:     {type: text, description: Text.}",
    "body:     {type: text, description: Text.}\n"
    '          label:    {type: "varchar(40)", description: Label.}\n'
    "          writer:   {type: uuid, description: Who wrote it.}",
)
AFTER: Final = (
    BEFORE.replace("varchar(40)", "varchar(80)")
    .replace("body:     {type: text,", "body:     {type: text, not_null: true,")
    .replace(
        "foreign_keys: [",
        "checks: {short: {expression: length(body) < 100, description: Short.}}\n"
        "        foreign_keys: [{columns: [writer], references: customers}, ",
    )
    .replace(
        "indexes: [",
        "indexes: [{columns: [writer], description: Serves the foreign key.}, "
        "{columns: [body], description: Finds a text.}, ",
    )
)
STATEMENTS: Final[tuple[LiteralString, ...]] = (
    "SELECT count(*) FROM (SELECT FROM hr_tenant.notes LIMIT 100) AS few",
    """INSERT INTO hr_tenant.notes (customer, body, writer)
       SELECT id, 'more', id FROM hr_tenant.customers LIMIT 1""",
    """UPDATE hr_tenant.notes SET body = 'other'
        WHERE id = (SELECT id FROM hr_tenant.notes LIMIT 1)""",
    """INSERT INTO hr_tenant.customers (name) VALUES ('Grace')""",
)


def fill(dsn: str) -> None:
    with psycopg.connect(dsn) as conn:
        conn.execute("SET ROLE acme_admin")
        conn.execute("INSERT INTO hr_tenant.customers (name) VALUES ('Ada')")
        conn.execute(
            """INSERT INTO hr_tenant.notes (customer, body, label, writer)
               SELECT id, 'note ' || n, 'label', id
                 FROM hr_tenant.customers, generate_series(1, %s) AS n""",
            [ROWS],
        )


class Client:
    """Reads and writes all the time, in a thread of its own."""

    def __init__(self, dsn: str, statements: tuple[LiteralString, ...]) -> None:
        self._dsn = dsn
        self._statements = statements
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.rounds = 0
        self.failure: psycopg.Error | None = None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        options = f"-c role=acme_admin -c statement_timeout={PATIENCE_MS}"
        with psycopg.connect(self._dsn, options=options, autocommit=True) as conn:
            while not self._stopped.is_set():
                try:
                    for each in self._statements:
                        conn.execute(each)
                except psycopg.Error as problem:
                    self.failure = problem
                    return
                self.rounds += 1


@contextmanager
def working(
    dsn: str, statements: tuple[LiteralString, ...] = STATEMENTS
) -> Iterator[Client]:
    client = Client(dsn, statements)
    client.start()
    try:
        yield client
    finally:
        client.stop()


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return write_specs(tmp_path / "specs", notes=BEFORE)


@pytest.fixture
def dsn(new_server: NewServer, specs: Path) -> str:
    dsn = new_server().dsn()
    apply_specs(dsn, specs)
    fill(dsn)
    return dsn


def test_a_client_goes_on_while_its_table_is_changed(dsn: str, specs: Path) -> None:
    write_specs(specs, notes=AFTER)

    with working(dsn) as client:
        applied = apply_specs(dsn, specs, allow=())

    assert client.failure is None
    assert client.rounds > 0
    require_whole(dsn, specs, applied)
    kept = "SELECT count(*) > %s FROM hr_tenant.notes WHERE label = 'label'"
    with psycopg.connect(dsn) as conn:
        conn.execute("SET ROLE acme_admin")
        assert conn.execute(kept, [ROWS - 1]).fetchall() == [(True,)]
    assert ask(dsn, "SELECT count(*) FROM pg_constraint WHERE NOT convalidated") == [
        (0,)
    ]


def test_somebody_who_holds_a_lock_for_long_holds_up_no_third(
    dsn: str, specs: Path
) -> None:
    write_specs(specs, notes=AFTER)
    hold_ms = LOCK_TIMEOUT_MS + 2_000
    with working(dsn) as client, psycopg.connect(dsn) as holder:
        holder.execute("LOCK TABLE hr_tenant.notes IN ACCESS SHARE MODE")
        release = threading.Timer(hold_ms / 1000, holder.rollback)
        release.start()
        applied = apply_specs(dsn, specs, allow=())
        release.join()

    assert client.failure is None
    require_whole(dsn, specs, applied)
