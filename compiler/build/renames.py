"""What goes by another name than before, so that a plan can rename it."""

from collections.abc import Hashable, Iterator
from typing import Final

from compiler.build.scope import Scope, parse_name
from compiler.build.sides import Sides
from compiler.build.symbols import NAMESPACES
from compiler.build.table_source import TableSource
from compiler.document import Document, ScalarNode, as_mapping
from compiler.model.rename import Rename
from compiler.names import in_words

KEY: Final = "renamed_from"


def assemble_renames(sides: Sides) -> None:
    """Add the renames of objects, of whatever kind."""
    symbols = sides.shared.scope.symbols
    first: dict[Hashable, ScalarNode] = {}
    for kind in symbols.by_kind:
        for document in symbols.of_kind(kind):
            node = document.root.scalar(KEY)
            if node is None:
                continue
            side, schema = sides.of(document)
            rename = Rename(
                kind=kind,
                schema=schema if _is_in_schema(kind) else "",
                table="",
                old=parse_name(side.scope, node),
                new=parse_name(side.scope, document.root.scalars(kind)[0]),
            )
            side.assembly.add_rename(rename, node)
            taken = _is_declared(side.scope, document, rename)
            _check(side.scope, node, rename, taken=taken)
            key = (_namespace(kind), rename.schema, rename.old)
            _check_first(side.scope, node, rename, first.setdefault(key, node))


def build_column_renames(table: TableSource) -> Iterator[tuple[ScalarNode, Rename]]:
    """Yield the renames of a table's columns with the nodes that say them."""
    first: dict[str, ScalarNode] = {}
    for name, named in table.parts["columns"].items():
        node = as_mapping(named.node).scalar(KEY)
        if node is None:
            continue
        rename = Rename(
            kind="column",
            schema=table.name.schema,
            table=table.name.name,
            old=parse_name(table.scope, node),
            new=name,
        )
        yield node, rename
        taken = rename.old in table.parts["columns"]
        _check(table.scope, node, rename, taken=taken)
        _check_first(table.scope, node, rename, first.setdefault(rename.old, node))


def _is_in_schema(kind: str) -> bool:
    return any(kind in kinds for kinds in NAMESPACES.values())


def _namespace(kind: str) -> str:
    return next((name for name, kinds in NAMESPACES.items() if kind in kinds), kind)


def _is_declared(scope: Scope, document: Document, rename: Rename) -> bool:
    """Return whether a spec declares something by the old name."""
    shared = "schema" in document.root
    name = f"{rename.schema}.{rename.old}" if shared else rename.old
    return scope.symbols.find(_namespace(rename.kind), name) is not None


def _check(scope: Scope, node: ScalarNode, rename: Rename, *, taken: bool) -> None:
    word = in_words(rename.kind)
    if rename.old == rename.new:
        scope.findings.error(
            "renamed-from-itself",
            node.position,
            f'the {word} "{rename.new}" is called that already',
            f"Write the name that it had before, or remove {KEY}.",
        )
    elif taken:
        scope.findings.error(
            "renamed-from-existing",
            node.position,
            f'the {word} "{rename.new}" cannot have been "{rename.old}": '
            "there still is one of that name",
            f"Remove {KEY}, or what has the name.",
        )


def _check_first(
    scope: Scope, node: ScalarNode, rename: Rename, first: ScalarNode
) -> None:
    if first is not node:
        scope.findings.error(
            "renamed-twice",
            node.position,
            f'"{rename.old}" cannot become two things',
            f"Remove {KEY} here, or at {first.position}.",
        )
