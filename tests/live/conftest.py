"""The platform of the live proofs: installed once, copied for what changes it."""

import contextlib
from collections.abc import Callable, Iterator
from itertools import count
from typing import Literal, TypeAlias

import psycopg
import pytest

from tests.conftest import RunServer
from tests.live.pair import Pair, pair_in
from tests.live.platform import (
    Platform,
    Session,
    add_logins,
    copy,
    drop,
    install,
    seed,
)
from tests.servers import LiveServer, named_dsn
from tests.shipped import has_vector, write_specs

LogIn: TypeAlias = Callable[[str], Session]
CopyPlatform: TypeAlias = Callable[[], Platform]


def lifetime(
    fixture_name: str,  # noqa: ARG001 - pytest passes it by this name
    config: pytest.Config,  # noqa: ARG001 - pytest passes it by this name
) -> Literal["session", "module"]:
    # A named server is lent to one test or module at a time.
    return "module" if named_dsn() else "session"


@pytest.fixture(scope=lifetime)
def platform_server(run_server: RunServer) -> Iterator[LiveServer]:
    """A server of its own, since roles belong to a whole server."""
    with run_server() as server:
        yield server


@pytest.fixture(scope=lifetime)
def platform(
    platform_server: LiveServer, tmp_path_factory: pytest.TempPathFactory
) -> Platform:
    """All departments; hr and sales have a row in every table. Leave it as it is."""
    with psycopg.connect(platform_server.dsn()) as conn:
        vector = has_vector(conn)
    specs = write_specs(tmp_path_factory.mktemp("platform"), vector=vector)
    tables = tuple(sorted(path.stem for path in (specs / "tables").glob("*.yaml")))
    made = Platform(platform_server, "platform", tables)
    install(platform_server, made.database, specs)
    add_logins(made)
    seed(made, ("hr", "sales"))
    return made


@pytest.fixture(scope="module")
def copy_platform(platform: Platform) -> Iterator[CopyPlatform]:
    """Makes copies of the platform to be changed, which end with the module."""
    numbers = count()
    with contextlib.ExitStack() as stack:

        def make() -> Platform:
            made = copy(platform, f"copy{next(numbers)}")
            stack.callback(drop, made)
            return made

        yield make


@pytest.fixture(scope=lifetime)
def own_platform(platform: Platform) -> Platform:
    """A copy for tests that clean up or only add rows; others make their own."""
    return copy(platform, "common")


@pytest.fixture
def log_in(own_platform: Platform) -> Iterator[LogIn]:
    """Opens sessions of logins on the copy that the module uses."""
    with contextlib.ExitStack() as stack:
        yield lambda user: Session(stack.enter_context(own_platform.session(user)))


@pytest.fixture
def hr(log_in: LogIn) -> Session:
    return log_in("hr_app")


@pytest.fixture
def sales(log_in: LogIn) -> Session:
    return log_in("sales_app")


@pytest.fixture
def admin(log_in: LogIn) -> Session:
    return log_in("ada")


@pytest.fixture
def worker(log_in: LogIn) -> Session:
    return log_in("keeper")


@pytest.fixture
def superuser(log_in: LogIn) -> Session:
    return log_in("postgres")


@pytest.fixture
def pair(own_platform: Platform) -> Iterator[Pair]:
    with pair_in(own_platform) as made:
        yield made
