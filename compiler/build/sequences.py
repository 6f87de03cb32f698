"""Sequences, the columns that own them, and who may take numbers."""

from collections.abc import Iterator
from typing import cast

from compiler.build.named_column import check_column
from compiler.build.reference import report_unknown
from compiler.build.roles import parse_role
from compiler.build.scope import Scope, fill_name, parse_name
from compiler.build.sides import Sides
from compiler.build.type_facts import integer_bits
from compiler.document import MappingNode, Node, ScalarNode
from compiler.model.grant import SequenceGrant, order_privileges
from compiler.model.name import QualifiedName
from compiler.model.sequence import Sequence, SequenceOwner, SequenceType
from compiler.names import in_words


def assemble_sequences(sides: Sides) -> None:
    """Add the sequences, the columns that own them, and the grants on them."""
    for document in sides.specs("sequence"):
        side, schema = sides.of(document)
        root = document.root
        name = QualifiedName(
            schema, parse_name(side.scope, root.scalars("sequence")[0])
        )
        _check_numbers(side.scope, root)
        side.assembly.add(_build_sequence(name, root), root)
        for node, grant in _build_grants(side.scope, name, root.mapping("grants")):
            side.assembly.add(grant, node)
        owned = root.scalar("owned_by")
        owner = _build_owner(side.scope, name, owned) if owned else None
        if owned is not None and owner is not None:
            side.assembly.add(owner, owned)


def _build_sequence(name: QualifiedName, root: MappingNode) -> Sequence:
    return Sequence(
        name=name,
        data_type=cast("SequenceType", root.text("data_type", "bigint")),
        start=_number(root, "start"),
        increment=int(root.text("increment", "1")),
        minimum=_number(root, "minimum"),
        maximum=_number(root, "maximum"),
        cache=int(root.text("cache", "1")),
        cycle=root.flag("cycle", default=False),
        unlogged=root.flag("unlogged", default=False),
        description=root.text("description"),
    )


def _number(root: MappingNode, key: str) -> int | None:
    node = root.scalar(key)
    return int(node.text) if node else None


def _check_numbers(scope: Scope, root: MappingNode) -> None:
    """Note numbers that PostgreSQL would refuse."""
    for node, message, remedy in _contradictions(root):
        scope.findings.error("unfit-sequence", node.position, message, remedy)


def _contradictions(root: MappingNode) -> Iterator[tuple[Node, str, str]]:
    kind = root.text("data_type", "bigint")
    beyond = 2 ** (integer_bits(kind) - 1)
    lowest, highest = -beyond, beyond - 1
    rises = int(root.text("increment", "1")) > 0
    step = root.scalar("increment")
    if step is not None and not int(step.text):
        message = "the sequence would stay where it is"
        yield step, message, "Write another number than 0."
    for key in ("minimum", "maximum"):
        node = root.scalar(key)
        if node is not None and not lowest <= int(node.text) <= highest:
            message = f"{node.text} is no {kind}"
            yield node, message, f"Write a number from {lowest} to {highest}."
    given = _number(root, "minimum"), _number(root, "maximum")
    minimum = given[0] if given[0] is not None else 1 if rises else lowest
    maximum = given[1] if given[1] is not None else highest if rises else -1
    start = root.scalar("start")
    if minimum >= maximum:
        where = root.scalar("minimum") or root.scalar("maximum") or root
        message = f"there is no room between {minimum} and {maximum}"
        yield where, message, "Write a maximum that is larger than the minimum."
    elif start is not None and not minimum <= int(start.text) <= maximum:
        message = f"the sequence goes from {minimum} to {maximum}"
        yield start, message, "Begin within that, or change minimum or maximum."


def _build_grants(
    scope: Scope, name: QualifiedName, grants: MappingNode
) -> Iterator[tuple[Node, SequenceGrant]]:
    together: dict[tuple[str, ...], list[str]] = {}
    for key, _ in grants:
        given = {word.text for word in grants.scalars(key.text)}
        ordered = order_privileges(given)
        together.setdefault(ordered, []).append(parse_role(scope, key))
    for words, roles in together.items():
        grant = SequenceGrant(
            sequence=name, privileges=words, roles=tuple(roles), grantable=False
        )
        yield grants, grant


def _build_owner(
    scope: Scope, name: QualifiedName, node: ScalarNode
) -> SequenceOwner | None:
    """Return the column that owns a sequence, or nothing after a finding."""
    table, _, column = fill_name(scope, node).rpartition(".")
    found = QualifiedName(name.schema, table)
    columns = scope.relations.get(found)
    document = scope.find("table", found)
    if columns is None or document is None or document.kind != "table":
        if document is None and not scope.symbols.is_broken("table", table):
            report_unknown(scope, node.position, "table", table)
        elif document is not None and document.kind != "table":
            scope.findings.error(
                "unfit-sequence",
                node.position,
                f"{table} is a {in_words(document.kind)}, not a table",
                "Name a column of a table, or remove owned_by.",
            )
        return None
    check_column(scope, node.position, column, columns)
    return SequenceOwner(sequence=name, table=found, column=column)
