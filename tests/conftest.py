"""The servers of the live tests; `tests/servers.py` says which they are.

`server` is shared: for tests that make a database of their own and no roles.
`new_server()` is a fresh one, since roles belong to a whole server.
"""

import contextlib
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from compiler.postgres.embedded import delete_server
from tests.servers import (
    LiveServer,
    Servers,
    borrow,
    docker_image,
    make_template,
    named_dsn,
    run_container,
    run_embedded,
)

NewServer = Callable[[], LiveServer]
RunServer = Callable[[], contextlib.AbstractContextManager[LiveServer]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite golden files"
    )


@pytest.fixture(scope="session")
def template_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data directory of a fresh server of our own, made once."""
    home = tmp_path_factory.mktemp("template")
    yield make_template(home)
    delete_server(home)


@pytest.fixture(scope="session")
def run_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> RunServer:
    """Starts one server of the kind that was chosen, as a context."""
    numbers = count()

    @contextlib.contextmanager
    def embedded() -> Servers:
        # Asked for here, so that no initdb runs where the servers are others'.
        template = request.getfixturevalue("template_data")
        home = tmp_path_factory.mktemp(f"server{next(numbers)}")
        with run_embedded(home, template) as server:
            yield server

    @contextlib.contextmanager
    def named() -> Servers:
        if lent:
            pytest.fail("this test needs two servers; TENANTRY_TEST_DSN names one")
        lent.append(True)
        try:
            with borrow(named_dsn()) as server:
                yield server
        finally:
            lent.clear()

    lent: list[bool] = []
    if named_dsn():
        return named
    if image := docker_image():
        return lambda: run_container(image)
    return embedded


@pytest.fixture(scope="session")
def session_server(run_server: RunServer) -> Iterator[LiveServer]:
    """One server that lasts as long as the session."""
    with run_server() as running:
        yield running


@pytest.fixture
def server(request: pytest.FixtureRequest, run_server: RunServer) -> Servers:
    """A server for a test that makes databases of its own, and no roles."""
    if not named_dsn():
        yield request.getfixturevalue("session_server")
        return
    # Lent to one test at a time, because workers share it.
    with run_server() as running:
        yield running


@pytest.fixture
def new_server(run_server: RunServer) -> Iterator[NewServer]:
    """Starts fresh servers, with no roles but their own; they end with the test."""
    with contextlib.ExitStack() as running:
        yield lambda: running.enter_context(run_server())
