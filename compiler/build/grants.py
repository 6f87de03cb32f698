"""What roles may do with a table or a view, from the grants of specs."""

import dataclasses
from collections.abc import Iterable, Iterator

from compiler.build.known_columns import Columns
from compiler.build.named_column import check_column
from compiler.build.roles import parse_role
from compiler.build.scope import Scope, parse_name
from compiler.document import MappingNode, ScalarNode, SequenceNode
from compiler.model.grant import TableGrant, order_privileges
from compiler.model.name import QualifiedName


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Privilege:
    """A privilege that a spec grants to a role.

    Args:
        columns: those for which it holds; none where it holds for all.
        where: the grants that it stands in.
    """

    role: str
    word: str
    columns: tuple[str, ...]
    where: MappingNode


def read_privileges(
    scope: Scope, grants: MappingNode, columns: Columns
) -> Iterator[Privilege]:
    """Yield the privileges that roles are granted.

    Args:
        scope: where the grants stand.
        grants: role to privileges, as a list or with columns behind each.
        columns: of the table or view.
    """
    for key, granted in grants:
        role = parse_role(scope, key)
        if not isinstance(granted, MappingNode):
            for word in grants.scalars(key.text):
                yield Privilege(role=role, word=word.text, columns=(), where=grants)
            continue
        for word, value in granted:
            of = value.items if isinstance(value, SequenceNode) else ()
            names = tuple(
                _column(scope, node, columns)
                for node in of
                if isinstance(node, ScalarNode)
            )
            yield Privilege(role=role, word=word.text, columns=names, where=grants)


def build_grants(
    table: QualifiedName, granted: Iterable[Privilege]
) -> Iterator[tuple[MappingNode, TableGrant]]:
    """Yield the grants on a table; roles that may do the same go together."""
    words: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    sources: dict[str, MappingNode] = {}
    for each in granted:
        words.setdefault((each.role, each.columns), set()).add(each.word)
        sources.setdefault(each.role, each.where)
    together: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for (role, columns), of_role in words.items():
        # What holds for all columns holds for each.
        known = words.get((role, ()), set()) if columns else set()
        ordered = order_privileges(of_role - known)
        if ordered:
            together.setdefault((ordered, columns), []).append(role)
    for (ordered, columns), roles in together.items():
        grant = TableGrant(
            table=table,
            privileges=ordered,
            columns=columns,
            roles=tuple(roles),
            grantable=False,
        )
        yield sources[roles[0]], grant


def _column(scope: Scope, node: ScalarNode, columns: Columns) -> str:
    name = parse_name(scope, node)
    check_column(scope, node.position, name, columns)
    return name
