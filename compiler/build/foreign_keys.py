"""Foreign keys. The tenant column goes in front of both sides between tenant tables."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Literal, cast

from compiler.build.deferral import build_deferral
from compiler.build.generated import check_no_virtual, is_generated
from compiler.build.keys import build_keys, named_columns, primary_key_columns
from compiler.build.reference import find_qualified
from compiler.build.scope import parse_name
from compiler.build.table_source import TableSource, parse_own_name
from compiler.document import MappingNode, ScalarNode, as_mapping
from compiler.model.constraint import ForeignKey, Key, ReferentialAction
from compiler.model.name import QualifiedName
from compiler.names import in_words
from compiler.spelling import find_nearest

_SETTING = frozenset({"set null", "set default"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """The columns of both sides of a foreign key, with the tenant column in front."""

    columns: tuple[str, ...]
    referenced: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Actions:
    """What happens when the row referred to changes or goes.

    Args:
        columns: those that `set null` and `set default` of `on_delete` are told to
            change; none where they are not told.
    """

    on_update: ReferentialAction
    on_delete: ReferentialAction
    columns: tuple[str, ...]


def build_foreign_keys(
    table: TableSource, tables: Mapping[QualifiedName, TableSource]
) -> Iterator[tuple[MappingNode, ForeignKey]]:
    """Yield the foreign keys with the nodes that say them.

    Args:
        table: the table that refers.
        tables: every table by its qualified name.
    """
    for item in table.root.items("foreign_keys"):
        node = as_mapping(item)
        key = _foreign_key(table, node, tables)
        if key is not None:
            yield node, key


def _foreign_key(
    table: TableSource, node: MappingNode, tables: Mapping[QualifiedName, TableSource]
) -> ForeignKey | None:
    target = _referenced_table(table, node, tables)
    own = named_columns(table, node.scalars("columns"))
    check_no_virtual(table, node, own, "a foreign key")
    if target is None:
        return None
    _check_unlogged(table, target, node)
    listed = node.scalars("to")
    to = named_columns(target, listed) if listed else primary_key_columns(target)
    sides = _sides(table, target, own, to)
    period = node.flag("period", default=False)
    if not _is_key(target, sides.referenced, period=period) or len(own) != len(to):
        if target.columns.complete and not any(map(target.columns.lacks, to)):
            _no_matching_key(node, table, target, to)
        return None
    actions = _actions(table, node, own)
    _check_actions(table, node, actions, own)
    some = sides.columns != own and actions.on_delete in _SETTING
    return ForeignKey(
        table=table.name,
        name=parse_own_name(table, node, *own, "fkey"),
        columns=sides.columns,
        referenced_table=target.name,
        referenced_columns=sides.referenced,
        period=period,
        match=cast("Literal['simple', 'full']", node.text("match", "simple")),
        on_update=actions.on_update,
        on_delete=actions.on_delete,
        action_columns=actions.columns or (own if some else ()),
        deferral=build_deferral(table.scope, node),
        validated=not node.flag("not_valid", default=False),
        enforced=node.flag("enforced", default=True),
        description=node.text("description"),
    )


def _sides(
    table: TableSource, target: TableSource, own: tuple[str, ...], to: tuple[str, ...]
) -> _Sides:
    column = table.tenant_column
    if column and column == target.tenant_column and column not in own:
        return _Sides(columns=(column, *own), referenced=(column, *to))
    return _Sides(columns=own, referenced=to)


def _actions(table: TableSource, node: MappingNode, own: tuple[str, ...]) -> _Actions:
    on_update = cast("ReferentialAction", node.text("on_update", "no action"))
    on_delete = node.get("on_delete")
    if not isinstance(on_delete, MappingNode):
        action = node.text("on_delete", "no action")
        return _Actions(
            on_update=on_update,
            on_delete=cast("ReferentialAction", action),
            columns=(),
        )
    ((key, _),) = on_delete
    nodes = on_delete.scalars(key.text)
    for one in nodes:
        _check_action_column(table, one, own)
    return _Actions(
        on_update=on_update,
        on_delete=cast("ReferentialAction", key.text),
        columns=tuple(parse_name(table.scope, one) for one in nodes),
    )


def _check_action_column(
    table: TableSource, node: ScalarNode, own: tuple[str, ...]
) -> None:
    name = parse_name(table.scope, node)
    if name not in own:
        near = find_nearest(name, own) or ", ".join(own)
        table.scope.findings.error(
            "unknown-column",
            node.position,
            f'"{name}" is no column of the foreign key',
            f"Write {near}.",
        )


def _check_actions(
    table: TableSource, node: MappingNode, actions: _Actions, own: tuple[str, ...]
) -> None:
    """Note actions that PostgreSQL cannot take."""
    generated = [name for name in own if is_generated(table, name)]
    for key, action, wrong in (
        ("on_delete", actions.on_delete, _SETTING),
        ("on_update", actions.on_update, _SETTING | {"cascade"}),
    ):
        if node.flag("period", default=False) and action != "no action":
            problem = f"with a period nothing happens by itself, so not {action}"
        elif generated and action in wrong:
            problem = f'"{generated[0]}" is generated, so nothing else can set it'
        else:
            continue
        table.scope.findings.error(
            "impossible-action",
            (node.get(key) or node).position,
            problem,
            f"Remove {key}.",
        )


def _is_key(target: TableSource, columns: tuple[str, ...], *, period: bool) -> bool:
    alike = [key for _, key in build_keys(target) if set(key.columns) == set(columns)]
    # Of two keys with the same columns PostgreSQL takes the one that it finds first.
    return any(_fits(key, columns, period=period) for key in alike) and all(
        key.without_overlaps == period for key in alike
    )


def _fits(key: Key, columns: tuple[str, ...], *, period: bool) -> bool:
    """Return whether a foreign key can refer to a key by these columns."""
    if key.deferral or key.without_overlaps != period:
        return False
    return not period or key.columns[-1:] == columns[-1:]


def _check_unlogged(table: TableSource, target: TableSource, node: MappingNode) -> None:
    """Note a table that outlives a crash and refers to one that does not."""
    lost = target.root.flag("unlogged", default=False)
    if lost and not table.root.flag("unlogged", default=False):
        table.scope.findings.error(
            "reference-to-unlogged",
            node.scalars("references")[0].position,
            f"a crash empties {target.name.name}, which is unlogged, and would leave "
            f"{table.name.name} without what it refers to",
            f"Remove `unlogged` of {target.name.name}, or the foreign key.",
        )


def _referenced_table(
    table: TableSource, node: MappingNode, tables: Mapping[QualifiedName, TableSource]
) -> TableSource | None:
    where = node.scalars("references")[0]
    found = find_qualified(table.scope, "table", where)
    document = table.scope.find("table", found) if found else None
    if document is not None and document.kind != "table":
        word = in_words(document.kind)
        table.scope.findings.error(
            "reference-to-no-table",
            where.position,
            f"{where.text} is a {word}, and a foreign key refers to a table",
            "Name the table.",
        )
    return tables.get(found) if found else None


def _no_matching_key(
    node: MappingNode, table: TableSource, target: TableSource, to: tuple[str, ...]
) -> None:
    table.scope.findings.error(
        "no-matching-key",
        node.position,
        f"{target.name.name} has no primary or unique key on ({', '.join(to)})"
        + _why(node, target, to),
        "Name the columns of a key under `to`, or drop the foreign key.",
    )


def _why(node: MappingNode, target: TableSource, to: tuple[str, ...]) -> str:
    """Return why a key that seems to be there does not serve."""
    alike = [key for _, key in build_keys(target) if set(to) <= set(key.columns)]
    if any(key.without_overlaps for key in alike):
        if not node.flag("period", default=False):
            return " but one without overlaps, to which `period: true` refers"
        return " that ends in the same period"
    if node.flag("period", default=False):
        return " without overlaps"
    if any(key.deferral for key in alike):
        return " but a deferrable one, to which nothing can refer"
    if target.partition_columns:
        return f" alone, for it is partitioned by {', '.join(target.partition_columns)}"
    return ""
