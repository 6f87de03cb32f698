"""A home with a server of our own, and what its tests do with it."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from compiler.postgres.embedded import EmbeddedServer, delete_server, start_server
from compiler.postgres.folder import folder_paths
from compiler.postgres.postmaster import is_alive
from tests.servers import THROWAWAY

PATIENCE_S = 60


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home with a space in its path, emptied after the test."""
    made = tmp_path / "my project" / ".tenantry"
    yield made
    delete_server(made)
    assert not any(folder.exists() for folder in folder_paths(made))


@pytest.fixture
def start(home: Path, template_data: Path) -> Callable[[], EmbeddedServer]:
    """Starts the server of the home, quickly."""
    return lambda: start_server(home, settings=THROWAWAY, template=template_data)


def ask(server: EmbeddedServer, query: bytes) -> object:
    with psycopg.connect(server.dsn(), autocommit=True) as conn:
        cursor = conn.execute(query)
        row = cursor.fetchone() if cursor.description else None
        return row and row[0]


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.01)


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not is_alive(pid))
