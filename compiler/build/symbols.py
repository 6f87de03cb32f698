"""Which specs there are: the names that other specs may refer to."""

import dataclasses
import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from compiler.build.project import Project, shared_values
from compiler.diagnostics import Findings
from compiler.document import Document, MappingNode, ScalarNode, as_mapping
from compiler.names import generate_name, in_words
from compiler.syntax.template import (
    TemplateError,
    UnknownPathError,
    parse_template,
    render_template,
)

SINGLE_KINDS = ("project", "tenants")
"""Kinds of which there is one document; they have no name of their own."""

NAMESPACES: Final[Mapping[str, tuple[str, ...]]] = {
    "table": ("table", "view", "materialized_view", "sequence"),
    "function": ("function", "procedure", "aggregate", "range"),
    "type": ("type", "range"),
}
"""What SQL may mean where it names a table, a function or a type.

Range types and their multiranges, here under `range`, are both: a function of the same
name makes a value of two bounds.
"""

OVERLOADED: Final = ("function", "procedure", "aggregate")
"""Kinds of which several may have one name, told apart by their arguments."""

_NOTHING: Final[Mapping[str, Document]] = {}
_WITH_ROWS: Final = ("table", "view", "materialized_view")
"""Kinds whose name is also that of the type of their rows."""

IN_SCHEMAS: Final = tuple(dict.fromkeys(itertools.chain(*NAMESPACES.values())))
"""Kinds whose objects stand in a schema, by which other specs may name them."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Symbols:
    """The named specs.

    Args:
        by_kind: kind to name to document. What stands in a shared schema is named
            `schema.name`, what the tenants have by its name alone. Under `range` stand
            the names of range types and of their multiranges.
        meant: the same for the kinds that SQL names, each with what it may mean.
        overloads: kind to the further specs of names that `by_kind` has already.
        broken: kind to the names of specs whose shape is wrong. They may be referred
            to, for the one finding that they have is enough.
    """

    by_kind: Mapping[str, Mapping[str, Document]]
    meant: Mapping[str, Mapping[str, Document]]
    overloads: Mapping[str, Mapping[str, tuple[Document, ...]]]
    broken: Mapping[str, frozenset[str]]

    def of_kind(self, kind: str) -> Iterator[Document]:
        """Yield all specs of a kind."""
        for document in self.by_kind.get(kind, {}).values():
            # Ranges are types, and named as ranges only besides.
            if document.kind == kind:
                yield document
        for more in self.overloads.get(kind, {}).values():
            yield from more

    def names(self, kind: str) -> tuple[str, ...]:
        """Return the names that a use of the kind most likely means."""
        kinds = NAMESPACES.get(kind, (kind,))
        return tuple(name for each in kinds for name in self.by_kind.get(each, {}))

    def find(self, kind: str, name: str) -> Document | None:
        """Return the spec that a use of the kind means by the name."""
        return self.meant.get(kind, self.by_kind.get(kind, _NOTHING)).get(name)

    def knows(self, kind: str, name: str) -> bool:
        """Return whether there is a spec of that name, be it one that is broken."""
        meant = self.meant.get(kind)
        if meant is None:
            meant = self.by_kind.get(kind, _NOTHING)
        return name in meant or self.is_broken(kind, name)

    def find_all(self, kind: str, name: str) -> Iterator[Document]:
        """Yield the specs that a use of the kind may mean by the name."""
        for each in _kinds_meant(kind):
            if name in self.by_kind.get(each, {}):
                yield self.by_kind[each][name]
            yield from self.overloads.get(each, {}).get(name, ())

    def is_broken(self, kind: str, name: str) -> bool:
        """Return whether there is a spec of that name which could not be read."""
        return bool(self.broken) and any(
            name in self.broken.get(each, ()) for each in _kinds_meant(kind)
        )


def build_symbols(
    project: Project,
    documents: Iterable[Document],
    broken: Iterable[Document],
    findings: Findings,
) -> Symbols:
    """Return the names of all specs; two specs of one name are a finding."""
    values = shared_values(project)
    by_kind: dict[str, dict[str, Document]] = {}
    overloads: dict[str, dict[str, tuple[Document, ...]]] = {}
    for document in documents:
        if document.kind in SINGLE_KINDS:
            continue
        names = by_kind.setdefault(document.kind, {})
        name = symbol_name(document, values)
        _check_name(document, name, findings)
        first = names.setdefault(name, document)
        further = overloads.setdefault(document.kind, {}).setdefault(name, ())
        alike = [each for each in (first, *further) if _is_alike(each, document)]
        if first is document:
            _add_range(by_kind, document, name, values)
        elif alike:
            _report_duplicate(findings, document, name, alike[0])
        else:
            overloads[document.kind][name] = (*further, document)
    lost: dict[str, set[str]] = {}
    for document in broken:
        lost.setdefault(document.kind, set()).add(symbol_name(document, values))
    return Symbols(
        by_kind=by_kind,
        meant={kind: _merge(by_kind, kind) for kind in NAMESPACES},
        overloads=overloads,
        broken={kind: frozenset(names) for kind, names in lost.items()},
    )


def _merge(
    by_kind: Mapping[str, Mapping[str, Document]], kind: str
) -> dict[str, Document]:
    merged: dict[str, Document] = {}
    for each in reversed(_kinds_meant(kind)):
        merged |= by_kind.get(each, _NOTHING)
    return merged


def _is_alike(one: Document, other: Document) -> bool:
    """Return whether two specs of a name are written for one object."""
    if one.kind not in OVERLOADED:
        return True
    return _signature(one) == _signature(other)


def _signature(document: Document) -> tuple[tuple[str, str], ...]:
    arguments = [
        as_mapping(item)
        for key in ("arguments", "order_by")
        for item in document.root.items(key)
    ]
    return tuple(
        (node.text("mode", "in"), node.text("type"))
        for node in arguments
        if node.text("mode") != "out"
    )


def _report_duplicate(
    findings: Findings, document: Document, name: str, first: Document
) -> None:
    where = document.root.scalar(document.kind) or document.root
    findings.error(
        "duplicate-spec",
        where.position,
        f'two specs declare the {in_words(document.kind)} "{name}"',
        f"Rename or remove one; the other stands in {first.file}.",
    )


def _add_range(
    by_kind: dict[str, dict[str, Document]],
    document: Document,
    name: str,
    values: Mapping[str, str],
) -> None:
    if document.kind != "type" or "range" not in document.root:
        return
    schema, _, alone = name.rpartition(".")
    multirange = _fill(document.root.mapping("range"), "multirange_name", values)
    multirange = multirange or default_multirange(alone)
    ranges = by_kind.setdefault("range", {})
    ranges.setdefault(name, document)
    ranges.setdefault(f"{schema}.{multirange}" if schema else multirange, document)


def default_multirange(name: str) -> str:
    """Return what PostgreSQL calls the multirange type of a range type."""
    if "range" in name:
        return generate_name(name.replace("range", "multirange", 1))
    return generate_name(name, "multirange")


@functools.cache
def _kinds_meant(kind: str) -> tuple[str, ...]:
    kinds = NAMESPACES.get(kind, (kind,))
    return (*kinds, *_WITH_ROWS) if kind == "type" else kinds


def _check_name(document: Document, name: str, findings: Findings) -> None:
    """Note a name under which other specs could not find this one."""
    own = document.root.scalar(document.kind)
    if document.kind not in IN_SCHEMAS or own is None:
        return
    schema = document.root.scalar("schema")
    word = in_words(document.kind)
    if schema is None and "{{" in name:
        findings.error(
            "tenant-in-name",
            own.position,
            f"a {word} is called alike by every tenant; the schema tells them apart",
            "Write a name without a path of the tenant.",
        )
    elif schema is None and "." in name:
        findings.error(
            "dotted-name",
            own.position,
            f"what stands before a dot in the name of a {word} is taken for a schema",
            "Write another character, or the schema as `schema:`.",
        )


def symbol_name(document: Document, values: Mapping[str, str]) -> str:
    """Return the name by which other specs refer to this one."""
    name = _fill(document.root, document.kind, values)
    schema = _fill(document.root, "schema", values)
    return f"{schema}.{name}" if schema else name


def _fill(root: MappingNode, key: str, values: Mapping[str, str]) -> str:
    node = root.get(key)
    text = node.text if isinstance(node, ScalarNode) else ""
    try:
        return render_template(parse_template(text, form="name"), values)
    except (TemplateError, UnknownPathError):
        return text
