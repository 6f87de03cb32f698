"""A pooler that swallows what a session asks for is refused."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from compiler.errors import CannotRun
from compiler.execute.session import connect
from tests.conftest import NewServer


@contextlib.contextmanager
def pooler(server: Mapping[str, object], folder: Path) -> Iterator[None]:
    """Listen in a folder, and pass one session on without its `options`."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / ".s.PGSQL.5432"))
        listener.listen()
        thread = threading.Thread(target=_serve, args=(listener, server), daemon=True)
        thread.start()
        yield
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _serve(listener: socket.socket, server: Mapping[str, object]) -> None:
    with contextlib.suppress(OSError):
        client, _ = listener.accept()
        with client, _reach(server) as behind:
            behind.sendall(_without_options(client))
            back = threading.Thread(target=_pump, args=(behind, client), daemon=True)
            back.start()
            _pump(client, behind)
            back.join(5)


def _reach(server: Mapping[str, object]) -> socket.socket:
    host, port = str(server["host"]), int(str(server["port"]))
    if not host.startswith("/"):
        return socket.create_connection((host, port))
    behind = socket.socket(socket.AF_UNIX)
    behind.connect(f"{host}/.s.PGSQL.{port}")
    return behind


def _without_options(client: socket.socket) -> bytes:
    """Return the first message of a session, as PostgreSQL's protocol has it."""
    (length,) = struct.unpack("!I", client.recv(4, socket.MSG_WAITALL))
    content = client.recv(length - 4, socket.MSG_WAITALL)
    words = content[4:].rstrip(b"\0").split(b"\0")
    kept = b"".join(
        key + b"\0" + value + b"\0"
        for key, value in zip(words[::2], words[1::2], strict=True)
        if key != b"options"
    )
    return struct.pack("!I", len(kept) + 9) + content[:4] + kept + b"\0"


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


@pytest.mark.live
def test_a_session_without_its_settings_is_refused(
    new_server: NewServer, tmp_path: Path
) -> None:
    server = new_server()
    known = conninfo_to_dict(server.dsn())
    dsn = make_conninfo(server.dsn(), host=str(tmp_path), port=5432)
    with (
        pooler(known, tmp_path),
        pytest.raises(CannotRun, match="a connection pooler stands before the server"),
    ):
        connect(dsn, purpose="test")
