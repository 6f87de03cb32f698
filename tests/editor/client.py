"""A small client of the Language Server Protocol, over a server's stdin and stdout."""

import contextlib
import json
import queue
import subprocess
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final

TIMEOUT_S: Final = 60.0
"""Far more than an answer takes, so that only a server that hangs meets it."""

Json = dict[str, Any]


class Client:
    """Speaks to a server; answers what the server asks as an editor with our settings.

    Args:
        process: the server.
        settings: what it is told when it asks for a section of the settings.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", settings: Json) -> None:
        self._process = process
        self._settings = settings
        self._next_id = 0
        self.opened: list[str] = []
        self._messages: queue.Queue[Json] = queue.Queue()
        self._diagnostics: dict[str, list[Json]] = {}
        threading.Thread(target=self._listen, daemon=True).start()

    def start(self, root: Path) -> None:
        """Introduce the editor, which has a folder open."""
        capabilities = {
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": True}},
                "hover": {"contentFormat": ["plaintext"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True, "didChangeConfiguration": {}},
        }
        folder = {"uri": root.as_uri(), "name": root.name}
        parameters = {
            "processId": None,
            "rootUri": root.as_uri(),
            "capabilities": capabilities,
            "workspaceFolders": [folder],
        }
        self.request("initialize", parameters)
        self._notify("initialized", {})

    def open(self, path: Path, text: str | None = None) -> str:
        """Open a file, with another text than it has if one is given."""
        uri = path.as_uri()
        text = path.read_text(encoding="utf-8") if text is None else text
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._notify("textDocument/didOpen", {"textDocument": document})
        self.opened.append(uri)
        return uri

    def diagnostics(self, uri: str) -> list[Json]:
        """Return what the server says about a file that was opened."""
        while uri not in self._diagnostics:
            self._take()
        return self._diagnostics[uri]

    def complete(self, uri: str, line: int, character: int) -> dict[str, Json]:
        """Return what is offered at a place, by its label."""
        found = self.request("textDocument/completion", _place(uri, line, character))
        return {item["label"]: item for item in found["items"]}

    def hover(self, uri: str, line: int, character: int) -> str:
        """Return what is shown of a place."""
        found = self.request("textDocument/hover", _place(uri, line, character))
        return str(found["contents"]["value"]) if found else ""

    def request(self, method: str, parameters: Json) -> Any:  # noqa: ANN401 - JSON
        """Return the server's answer to a request."""
        self._next_id += 1
        number = self._next_id
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._take()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _take(self) -> Json:
        """Return the next message, after doing what it asks for."""
        message = self._messages.get(timeout=TIMEOUT_S)
        match message.get("method"):
            case "textDocument/publishDiagnostics":
                found = message["params"]
                self._diagnostics[found["uri"]] = found["diagnostics"]
            case "workspace/configuration":
                asked = message["params"]["items"]
                answer = [self._settings.get(item.get("section")) for item in asked]
                self._send({"id": message["id"], "result": answer})
            case str() if "id" in message:
                self._send({"id": message["id"], "result": None})
            case _:
                pass
        return message

    def _notify(self, method: str, parameters: Json) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: Json) -> None:
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        stream = self._process.stdin
        assert stream
        stream.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        stream.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream
        while (body := _read_body(stream)) is not None:
            self._messages.put(json.loads(body))


def _place(uri: str, line: int, character: int) -> Json:
    position = {"line": line, "character": character}
    return {"textDocument": {"uri": uri}, "position": position}


def _read_body(stream: IO[bytes]) -> bytes | None:
    length = 0
    while (line := stream.readline()) not in {b"", b"\r\n"}:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return stream.read(length) if length else None


@contextlib.contextmanager
def run_server(command: Sequence[str], root: Path, settings: Json) -> Iterator[Client]:
    """Run a server for an editor that has a folder open."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
    ) as process:
        try:
            client = Client(process, settings)
            client.start(root)
            yield client
        finally:
            process.kill()
