"""The manifest of `out/`: which files are ours, and where each statement comes from."""

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from compiler.model.ignored import Ignored
from compiler.model.rename import Rename
from compiler.model.value_source import ValueSource

MANIFEST: Final = "manifest.json"
VERSION: Final = 1
"""Of the manifest's form; raised when a reader of the old one would go wrong."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ManifestEntry:
    """Where one statement stands, and why it is there.

    Args:
        file: path below `out/`.
        number: its place in the file, counted from 1.
        runs_as: `owner` or `session`.
        origin: `specs/…yaml#/path/in/yaml`.
    """

    file: str
    number: int
    runs_as: str
    origin: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlanNotes:
    """What plans have to know that no statement says.

    Args:
        renames: what had another name, with the place that says so.
        ignored: what plans leave as they find it, with the place that says so.
        value_sources: where the values of rows that are there come from, with the
            place that says so.
    """

    renames: Mapping[Rename, str]
    ignored: Mapping[Ignored, str]
    value_sources: Mapping[ValueSource, str]


NO_NOTES: Final = PlanNotes(renames={}, ignored={}, value_sources={})


def compose_manifest(
    files: Iterable[str],
    shared: Sequence[ManifestEntry],
    tenant: Sequence[ManifestEntry],
    *,
    notes: PlanNotes = NO_NOTES,
) -> str:
    """Return the manifest: JSON with one statement a line.

    The statements of each side stand in the order of execution. The order has no
    number of its own: a statement that comes in between then changes one line of the
    manifest, not all that follow.
    """
    lines = (
        f'  "version": {VERSION}',
        f'  "files": {_compose_list(_dump(path) for path in sorted(files))}',
        f'  "shared": {_compose_list(_dump_entry(entry) for entry in shared)}',
        f'  "tenant": {_compose_list(_dump_entry(entry) for entry in tenant)}',
        *_compose_notes(notes),
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def parse_manifest_files(text: str) -> tuple[str, ...] | None:
    """Return the files that a manifest lists, or nothing where it is no manifest."""
    try:
        manifest = json.loads(text)
    except ValueError:
        return None
    files = manifest.get("files") if isinstance(manifest, dict) else None
    if not isinstance(files, list) or not isinstance(manifest.get("version"), int):
        return None
    return tuple(path for path in files if isinstance(path, str))


def _compose_notes(notes: PlanNotes) -> tuple[str, ...]:
    """Return the lists of what plans have to know; none that would be empty."""
    lists = (
        ("renames", [_dump_rename(*item) for item in notes.renames.items()]),
        ("ignored", [_dump_ignored(*item) for item in notes.ignored.items()]),
        ("values", [_dump_source(*item) for item in notes.value_sources.items()]),
    )
    return tuple(
        f'  "{name}": {_compose_list(lines)}' for name, lines in lists if lines
    )


def _dump_rename(rename: Rename, origin: str) -> str:
    return _dump(
        {
            "kind": rename.kind,
            "schema": rename.schema,
            "table": rename.table,
            "from": rename.old,
            "to": rename.new,
            "origin": origin,
        }
    )


def _dump_ignored(ignored: Ignored, origin: str) -> str:
    return _dump(
        {
            "schema": ignored.schema,
            "table": ignored.table,
            "aspects": ignored.aspects,
            "origin": origin,
        }
    )


def _dump_source(source: ValueSource, origin: str) -> str:
    return _dump(
        {
            "schema": source.schema,
            "table": source.table,
            "column": source.column,
            "use": source.use,
            "expression": source.expression,
            "origin": origin,
        }
    )


def _compose_list(items: Iterable[str]) -> str:
    joined = ",\n    ".join(items)
    return f"[\n    {joined}\n  ]" if joined else "[]"


def _dump_entry(entry: ManifestEntry) -> str:
    return _dump(
        {
            "file": entry.file,
            "number": entry.number,
            "as": entry.runs_as,
            "origin": entry.origin,
        }
    )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
