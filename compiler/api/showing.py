"""The call that shows one object as the specs make it."""

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import Path

from compiler.describe.yaml_text import Value, plain, remarks, write_yaml
from compiler.diagnostics import Finding, Position, has_errors, sort_findings
from compiler.errors import UsageError
from compiler.load.wording import show as show_name
from compiler.names import EXAMPLE_TENANT
from compiler.spelling import find_nearest


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An object with all that hangs on it.

    Args:
        findings: after an error among them there is nothing else.
        position: of its spec; nothing after an error.
        content: what it is, as values.
        origins: what is not of its own spec, by JSON pointer, with where it is from.
        yaml: the same as YAML, with the origins as comments.
        statements: the SQL that makes it, each with the place that asks for it.
    """

    findings: tuple[Finding, ...]
    position: Position | None
    content: Value
    origins: Mapping[str, str]
    yaml: str
    statements: tuple[tuple[Position, str], ...]

    @property
    def ok(self) -> bool:
        """Whether there is no error among the findings."""
        return not has_errors(self.findings)


def show(specs: Path, name: str) -> Shown:
    """Return an object as the specs make it, defaults, mixins and policies included.

    The objects of a tenant are shown as those of the reserved tenant `example`.

    Args:
        specs: folder of the specs.
        name: of a tenant's object; that of a shared one comes after its schema and a
            dot.

    Raises:
        CannotRun: the folder cannot be read.
        UsageError: there is no such object.
    """
    from compiler.build.blueprint import build_blueprint
    from compiler.describe import resolved
    from compiler.load.documents import load_specs
    from compiler.load.excerpts import add_excerpts

    loaded = load_specs(specs)
    documents = (*loaded.documents, *loaded.broken)
    blueprint, found = build_blueprint(
        loaded.documents, loaded.broken, tenant_id=EXAMPLE_TENANT
    )
    lines = {document.file: document.lines for document in documents}
    findings = add_excerpts(sort_findings((*loaded.findings, *found)), lines)
    if blueprint is None or has_errors(findings):
        return _nothing(findings)
    names = resolved.name_objects(blueprint, EXAMPLE_TENANT)
    if name not in names:
        raise _unknown(name, names)
    content = resolved.describe_resolved(blueprint, names[name], documents)
    position = blueprint.origins[names[name]].position
    return Shown(
        findings=findings,
        position=position,
        content=plain(content),
        origins=dict(remarks(content)),
        yaml=f"# From {position.file}:{position.line}\n{write_yaml(content)}",
        statements=resolved.statements_of(blueprint, names[name]),
    )


def _nothing(findings: tuple[Finding, ...]) -> Shown:
    return Shown(
        findings=findings,
        position=None,
        content=None,
        origins={},
        yaml="",
        statements=(),
    )


def _unknown(name: str, names: Iterable[str]) -> UsageError:
    # Of a shared object's name, the part behind the dot may be all that is known.
    behind = {each.rpartition(".")[2]: each for each in names}
    near = behind.get(name) or find_nearest(name, tuple(names))
    return UsageError(
        f"the specs make nothing that is called {show_name(name)}",
        help=f"Write {near}." if near else "Name one; `tenantry ls` has all of them.",
    )
