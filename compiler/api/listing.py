"""The call that says what specs there are, and what completion asks for."""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from compiler.api.starting import require_kind
from compiler.diagnostics import Finding, Position, has_errors
from compiler.document import Document, MappingNode, Origin, ScalarNode
from compiler.load.documents import KINDS, load_specs
from compiler.load.files import read_all_specs
from compiler.load.keys import describe_kind
from compiler.load.text import decode_text, split_lines
from compiler.load.yaml_nodes import parse_nodes
from compiler.model.catalog import DatabaseObject
from compiler.model.policy import Policy
from compiler.model.table import Table


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListedTable:
    """What `ls` says of a table, mixins and defaults included."""

    columns: int
    policies: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListedSpec:
    """A spec, or a tenant.

    Args:
        name: as it is written, `{{ }}` too.
        position: of the name.
        shared: whether all tenants share the object; nothing where the kind leaves no
            choice.
        table: nothing for other kinds, and for a table that an error keeps from being
            built.
    """

    kind: str
    name: str
    position: Position
    shared: bool | None
    table: ListedTable | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What specs there are, by kind and name; of those with errors what can be read."""

    specs: tuple[ListedSpec, ...]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether there is no error among the findings."""
        return not has_errors(self.findings)


def ls(specs: Path, kind: str | None = None) -> Listed:
    """Return what specs there are.

    Args:
        specs: the folder.
        kind: of those that are asked for; all by default.

    Raises:
        CannotRun: the folder cannot be read.
        UsageError: there is no such kind.
    """
    from compiler.build.blueprint import build_blueprint

    if kind is not None:
        require_kind(kind)
    loaded = load_specs(specs)
    blueprint, findings = build_blueprint(loaded.documents, loaded.broken)
    tables: Mapping[str, ListedTable] = {}
    if blueprint is not None:
        objects = (*blueprint.shared.objects, *blueprint.tenant.objects)
        tables = _tables(objects, blueprint.origins)
    found = [
        listed
        for document in (*loaded.documents, *loaded.broken)
        if not document.shipped and kind in {None, document.kind}
        for listed in _list_document(document, tables.get(document.file))
    ]
    found.sort(key=lambda it: (KINDS.index(it.kind), it.name, it.position))
    return Listed(specs=tuple(found), findings=(*loaded.findings, *findings))


def names_of(specs: Path, kind: str) -> tuple[str, ...]:
    """Return the names of the specs of a kind, of tenants their ids, without judging.

    Raises:
        CannotRun: the folder cannot be read.
    """
    begins = re.compile(rf"^{kind}:".encode(), re.MULTILINE)
    names: set[str] = set()
    for file, data in read_all_specs(specs):
        text = decode_text(file, data) if begins.search(data) else None
        if isinstance(text, str):
            root, _ = parse_nodes(file, text, split_lines(text))
            if isinstance(root, MappingNode):
                names.update(node.text for node in _names(root, kind))
    return tuple(sorted(names))


def _names(root: MappingNode, kind: str) -> Iterator[ScalarNode]:
    """Yield the name of a spec, or the names of what it lists."""
    match root.get(kind):
        case ScalarNode() as name:
            yield name
        case MappingNode() as listed:
            for name, _ in listed:
                yield name


def _list_document(
    document: Document, table: ListedTable | None
) -> Iterator[ListedSpec]:
    has_schema = describe_kind(document.kind).has_schema
    for name in _names(document.root, document.kind):
        yield ListedSpec(
            kind=document.kind,
            name=name.text,
            position=name.position,
            shared="schema" in document.root if has_schema else None,
            table=table,
        )


def _tables(
    objects: Sequence[DatabaseObject], origins: Mapping[DatabaseObject, Origin]
) -> Mapping[str, ListedTable]:
    """Return what is said of each table, by the file of its spec."""
    policies = Counter(item.table for item in objects if isinstance(item, Policy))
    return {
        origins[item].position.file: ListedTable(
            columns=len(item.columns), policies=policies[item.name]
        )
        for item in objects
        if isinstance(item, Table)
    }
