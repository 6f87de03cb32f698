"""The calls that write specs: a project to start from, and one spec to fill in."""

import dataclasses
import json
import os
import re
from pathlib import Path
from typing import Final

import compiler
from compiler.errors import CannotRun, UsageError
from compiler.load.arrangement import patterns_of, place_spec
from compiler.load.documents import KINDS, load_text
from compiler.load.files import read_json_schemas, read_starter
from compiler.load.wording import enumerate_words, show
from compiler.names import TENANT_ID, fits
from compiler.output.new_files import write_new_files
from compiler.spelling import find_nearest

JSON_SCHEMAS: Final = "schema_definitions"
"""Folder of a project's JSON Schemas, beside that of its specs."""

_NAME: Final = re.compile(r"[a-z_][a-z0-9_]*", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """What `init` wrote.

    Args:
        project: what the project is called.
        files: their paths below the folder, sorted.
    """

    project: str
    files: tuple[str, ...]


def init(directory: Path, *, name: str | None = None) -> Started:
    """Write a project to start from into a folder.

    Args:
        directory: the folder; made where it is missing.
        name: what the project is called; by default as the folder is.

    Raises:
        CannotRun: the disk or the rights do not let us.
        Refused: a file that would be written is there already; none is written.
        UsageError: the project cannot be called so.
    """
    project = _project_name(directory, name)
    files = read_starter()
    for path, old, new in (
        ("specs/project.yaml", "project: starter", f"project: {project}"),
        (".github/workflows/tenantry.yml", "==0.0.0", f"=={compiler.__version__}"),
    ):
        files[path] = files[path].replace(old, new, 1)
    files[".vscode/settings.json"] = _editor_settings()
    files |= {f"{JSON_SCHEMAS}/{file}": s for file, s in read_json_schemas().items()}
    write_new_files(directory, files)
    return Started(project=project, files=tuple(sorted(files)))


def new(specs: Path, kind: str, name: str, *, schema: str | None = None) -> Path:
    """Write a spec to fill in, with a comment on every key, and return its path.

    Args:
        specs: folder of the specs.
        kind: of the spec.
        name: of the spec; the file is called after it.
        schema: where the object stands that all tenants share; without it every tenant
            has one.

    Raises:
        CannotRun: there is no such folder, or it cannot be written to.
        Refused: there is such a file.
        UsageError: there is no such kind, or no spec of it can be called so.
    """
    from compiler.describe.outline import compose_outline
    from compiler.load.keys import describe_kind

    require_kind(kind)
    _require_file_name(kind, name)
    described = describe_kind(kind)
    if schema is not None and not described.has_schema:
        raise UsageError(f"a {kind} stands in no schema", help="Leave --schema out.")
    if not specs.is_dir():
        raise CannotRun(
            f"{specs} is no folder",
            help="Name that of the specs with --specs, or begin with `tenantry init`.",
        )
    place = place_spec(kind, name)
    text = compose_outline(described, name, schema, _json_schema(specs, place, kind))
    _, findings = load_text(place, text.encode())
    for finding in findings:
        # The rest of it is what the JSON Schema shows as its example.
        raise _no_name(kind, name, finding.help)
    write_new_files(specs, {place: text})
    return specs / place


def require_kind(kind: str) -> None:
    """Do nothing if there is such a kind of spec.

    Raises:
        UsageError: there is none.
    """
    if kind not in KINDS:
        nearest = find_nearest(kind.lower(), KINDS)
        known = f"Write {nearest}" if nearest else "Name one"
        raise UsageError(
            f"{show(kind)} is no kind of spec",
            help=f"{known}; there are {enumerate_words(KINDS, 'and')}.",
        )


def _require_file_name(kind: str, name: str) -> None:
    if not _NAME.fullmatch(name) or not fits(name):
        remedy = "Write letters, digits and underscores, 63 at most, no digit first."
        raise _no_name(kind, name, remedy)


def _no_name(kind: str, name: str, remedy: str) -> UsageError:
    message = f"a spec of the kind {kind} cannot be called {show(name)}"
    return UsageError(message, help=remedy)


def _json_schema(specs: Path, place: str, kind: str) -> str:
    """Return the path from the folder of a spec to its JSON Schema."""
    json_schema = specs.absolute().parent / JSON_SCHEMAS / f"{kind}.schema.json"
    way = os.path.relpath(json_schema, (specs.absolute() / place).parent)
    return Path(way).as_posix()


def _project_name(directory: Path, name: str | None) -> str:
    """Return what the project is called: as its folder, if it is not said."""
    found = name
    if found is None:
        folder = directory.resolve().name.lower()
        found = re.sub(r"[^a-z0-9]+", "_", folder).strip("_")
    if not TENANT_ID.fullmatch(found):
        raise UsageError(
            f"a project cannot be called {show(found)}",
            help="Give it with --name another one: a small letter, then small letters, "
            "digits and underscores, 40 at most.",
        )
    return found


def _editor_settings() -> str:
    """Return the settings that let an editor know a spec that has no header yet."""
    settings = {
        "yaml.schemas": {
            f"./{JSON_SCHEMAS}/{kind}.schema.json": [
                f"specs/{pattern}" for pattern in patterns_of(kind)
            ]
            for kind in KINDS
        },
        # The public catalogue of JSON Schemas would claim files by their names.
        "yaml.schemaStore.enable": False,
    }
    return json.dumps(settings, indent=2) + "\n"
