"""Identity columns: where their numbers come from, and what PostgreSQL refuses.

Source: PostgreSQL documentation, `CREATE TABLE` and `CREATE SEQUENCE`.
"""

from collections.abc import Iterator
from typing import Literal, cast

from compiler.build.scope import Scope, shown
from compiler.build.type_facts import integer_bits
from compiler.document import MappingNode, Node, ScalarNode
from compiler.model.column import Identity

_CONFLICTING = ("default", "generated")


def build_identity(
    scope: Scope, column: str, node: MappingNode, type_sql: str
) -> Identity | None:
    """Return where the numbers of a column come from; nothing for other columns.

    Args:
        scope: where the column stands.
        column: its name.
        node: what is said of it.
        type_sql: its type, or an empty text after a finding.
    """
    where = node.get("identity")
    if where is None:
        return None
    identity = _read(where)
    for problem, remedy in _problems(column, node, identity, type_sql):
        scope.findings.error("invalid-identity", where.position, problem, remedy)
    return identity


def _read(where: Node) -> Identity:
    if isinstance(where, MappingNode):
        generated, options = where.text("generated", "by default"), where
    else:
        generated = cast("ScalarNode", where).text
        options = MappingNode(entries={}, position=where.position, pointer="")
    return Identity(
        generated=cast("Literal['always', 'by default']", generated),
        start=_number(options, "start"),
        increment=_number(options, "increment"),
        minimum=_number(options, "minimum"),
        maximum=_number(options, "maximum"),
        cache=_number(options, "cache"),
        cycle=options.flag("cycle", default=False),
        sequence="",
    )


def _number(options: MappingNode, key: str) -> int | None:
    node = options.scalar(key)
    return None if node is None else int(node.text)


def _problems(
    column: str, node: MappingNode, identity: Identity, type_sql: str
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong, each with its remedy."""
    numbered = f'the column "{column}" is numbered by PostgreSQL'
    for key in _CONFLICTING:
        if key in node:
            problem = f"{numbered}, so it cannot have {key} too"
            yield problem, f"Remove identity or {key}."
    if not node.flag("not_null", default=True):
        yield f"{numbered}, so it is never null", "Remove `not_null: false`."
    bits = integer_bits(type_sql)
    if type_sql and not bits:
        problem = (
            f'no sequence fills "{column}", which is of the type {shown(type_sql)}'
        )
        yield problem, "Make the type bigint, integer or smallint."
    elif bits:
        yield from _range_problems(identity, bits)


def _range_problems(identity: Identity, bits: int) -> Iterator[tuple[str, str]]:
    largest = 2 ** (bits - 1) - 1
    increment = 1 if identity.increment is None else identity.increment
    low, high = (1, largest) if increment > 0 else (-largest - 1, -1)
    low = low if identity.minimum is None else identity.minimum
    high = high if identity.maximum is None else identity.maximum
    start = identity.start
    if increment == 0:
        yield "the numbers cannot grow by 0", "Write another increment."
    if low >= high:
        yield (
            f"the smallest number, {low}, is not below the largest, {high}",
            "Lower minimum, or raise maximum.",
        )
    elif low < -largest - 1 or high > largest:
        yield (
            f"the numbers leave the range of the type, {-largest - 1} to {largest}",
            "Narrow minimum and maximum, or make the type larger.",
        )
    elif start is not None and not low <= start <= high:
        yield (
            f"the first number, {start}, is not between {low} and {high}",
            "Write another start, or widen minimum and maximum.",
        )
