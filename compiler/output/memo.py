"""What the last compile came to, so that one with the same input has nothing to do."""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from compiler.diagnostics import Finding, Position, Severity
from compiler.output.cache import Cache
from compiler.output.folder import read_folder

_INPUTS = "inputs"
_OUTCOME = "outcome"
_CODE = frozenset({".j2", ".json", ".py", ".sql", ".yaml"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """The outcome of a compile.

    Args:
        specs: how many documents there were, the control plane's not counted.
        parsers: what each parser has checked, in words.
        files: how many files `out/` has, its manifest included.
        digest: of those files; empty where they were not made, because of an error or
            because nobody asked for them.
    """

    specs: int
    statements: int
    files: int
    parsers: tuple[str, ...]
    findings: tuple[Finding, ...]
    digest: str


def digest_files(files: Mapping[str, str]) -> str:
    """Return the hash of texts with their paths."""
    whole = hashlib.sha256()
    for path in sorted(files):
        text = files[path].encode()
        whole.update(f"{len(path)}:{path}{len(text)}:".encode())
        whole.update(text)
    return whole.hexdigest()


def digest_folder(directory: Path) -> str:
    """Return the hash of the files of `out/` that tenantry wrote.

    Raises:
        OSError: they cannot be read.
        CannotRun: it is no folder.
    """
    ours = read_folder(directory).ours
    return digest_files(
        {
            path: (directory / path).read_bytes().decode(errors="replace")
            for path in ours
        }
    )


def digest_inputs(
    specs: Iterable[tuple[str, bytes]], code: Iterable[Path], versions: Iterable[str]
) -> str:
    """Return the hash of everything that the outcome depends on.

    Args:
        specs: name and content of each spec file.
        code: folders of the compiler and its JSON Schemas. Their files count by size
            and time, so that whoever works on them gets no outcome of their older self.
        versions: of the compiler and of the parsers that it asks.
    """
    whole = hashlib.sha256("\n".join(versions).encode())
    for folder in code:
        for path in sorted(folder.rglob("*")):
            if path.suffix in _CODE:
                status = path.stat()
                stamp = f"{path}:{status.st_size}:{status.st_mtime_ns}\n"
                whole.update(stamp.encode(errors="surrogateescape"))
    for name, data in specs:
        whole.update(f"{name}:{len(data)}:".encode(errors="surrogateescape"))
        whole.update(data)
    return whole.hexdigest()


def recall(cache: Cache, inputs: str) -> Memo | None:
    """Return the outcome for these inputs; nothing where others came last."""
    if cache.compiled.get(_INPUTS) != inputs:
        return None
    try:
        fields = json.loads(cache.compiled[_OUTCOME])
        findings = decode_findings(fields.pop("findings"))
        parsers = tuple(fields.pop("parsers"))
        return Memo(findings=findings, parsers=parsers, **fields)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return None


def remember(inputs: str, memo: Memo) -> Mapping[str, str]:
    """Return what the cache has to hold for `recall`."""
    return {_INPUTS: inputs, _OUTCOME: json.dumps(dataclasses.asdict(memo))}


def decode_findings(items: Iterable[dict[str, object]]) -> tuple[Finding, ...]:
    """Return findings of which JSON has the fields.

    Raises:
        AttributeError, KeyError, TypeError, ValueError: they are not those of one.
    """
    return tuple(_finding(item) for item in items)


def _finding(item: dict[str, object]) -> Finding:
    position = item.pop("position")
    severity = Severity(str(item.pop("severity")))
    if not isinstance(position, list):
        raise TypeError(position)
    texts = {key: str(value) for key, value in item.items()}
    return Finding(position=Position(*position), severity=severity, **texts)
