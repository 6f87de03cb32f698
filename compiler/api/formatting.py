"""The call that puts specs into their order and style."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from compiler.api.results import Formatted
from compiler.api.starting import JSON_SCHEMAS
from compiler.diagnostics import Finding, has_errors, sort_findings
from compiler.document import Document
from compiler.errors import CannotRun
from compiler.load.documents import load_text
from compiler.load.files import find_specs, read_spec_file, suggest_near_path


def fmt(specs: Path, paths: Sequence[Path] = (), *, write: bool = True) -> Formatted:
    """Put specs into their order and style; what they say stays the same.

    Args:
        specs: folder of the project's specs.
        paths: files and folders to look at; the folder of the specs by default.
        write: whether to write; else it is only said what would change.

    Raises:
        CannotRun: a file or a folder cannot be read or written, or is a link.
    """
    from compiler.output.one_file import replace_file

    changed: list[str] = []
    findings: list[Finding] = []
    found = dict(_find(specs, paths))
    for path, project in found.items():
        data = read_spec_file(path, path.as_posix())
        if isinstance(data, Finding):
            findings.append(data)
            continue
        document, problems = load_text(path.as_posix(), data)
        if document is None or has_errors(problems):
            findings += problems
            continue
        formatted = _format(document, path, project)
        if formatted.encode() != data:
            changed.append(path.as_posix())
            if write:
                replace_file(path, formatted)
    return Formatted(
        files=len(found), changed=tuple(changed), findings=sort_findings(findings)
    )


def _find(specs: Path, paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Yield the spec files, each with the folder of the specs that it belongs to."""
    for path in paths or (specs,):
        folder = specs if path.absolute().is_relative_to(specs.absolute()) else path
        if path.is_dir():
            # What a link leads to is a spec at its own place.
            own = (each for each in find_specs(path) if not each.is_symlink())
            yield from ((each, folder) for each in own)
        elif path.is_symlink():
            raise CannotRun(f"{path} is a link", help="Name the file it leads to.")
        elif not path.exists():
            near = suggest_near_path(path)
            message = f"{path} does not exist"
            raise CannotRun(message, help=near or "Name a file or a folder.")
        else:
            yield path, folder


def _format(document: Document, path: Path, project: Path) -> str:
    from compiler.describe.format import format_spec

    folder = project.absolute().parent / JSON_SCHEMAS
    json_schema = folder / f"{document.kind}.schema.json"
    way = ""
    if json_schema.is_file():
        way = Path(os.path.relpath(json_schema, path.absolute().parent)).as_posix()
    return format_spec("\n".join(document.lines), document.kind, way)
