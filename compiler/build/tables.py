"""Tables with all that hangs on them, and the procedures made for them."""

from collections.abc import Mapping, Sequence

from compiler.build.assembly import Part
from compiler.build.columns import build_checks, build_columns
from compiler.build.indexes import build_indexes
from compiler.build.keys import build_foreign_keys, build_keys
from compiler.build.mixins import check_mixins
from compiler.build.partitions import build_partition_procedure, build_partitioning
from compiler.build.policies import applied_types, build_policies, build_table_grants
from compiler.build.retention import Target, build_cleanup, find_target
from compiler.build.sides import Side, Sides
from compiler.build.table_source import TableSource, build_source
from compiler.build.triggers import build_triggers
from compiler.model.constraint import ForeignKey
from compiler.model.grant import RoutineGrant
from compiler.model.name import QualifiedName
from compiler.model.policy import RowSecurity
from compiler.model.table import Table


def assemble_tables(sides: Sides) -> None:
    """Add the tables with all that hangs on them, and the procedures made for them."""
    check_mixins(sides.shared.scope, sides.specs("mixin"))
    tables = {}
    for document in sides.specs("table"):
        side, _ = sides.of(document)
        table = build_source(side.scope, document)
        tables[table.name] = (side, table)
    sources = {name: table for name, (_, table) in tables.items()}
    foreign_keys: list[ForeignKey] = []
    for side, table in tables.values():
        _assemble_table(side, table)
        for node, key in build_foreign_keys(table, sources):
            foreign_keys.append(key)
            side.assembly.add(key, node)
    for side in (sides.shared, sides.tenant):
        own = [table for owner, table in tables.values() if owner is side]
        _assemble_partition_procedure(side)
        _assemble_cleanups(side, own, sources, foreign_keys)


def _assemble_table(side: Side, table: TableSource) -> None:
    root = table.root
    side.assembly.add(
        Table(
            name=table.name,
            columns=build_columns(table),
            keys=build_keys(table),
            checks=build_checks(table),
            partitioning=build_partitioning(table),
            description=root.text("description"),
        ),
        root,
    )
    for kind, parts in table.parts.items():
        for name, named in parts.items():
            side.assembly.add_part(Part(table.name, kind, name), named.key)
    for node, index in build_indexes(table):
        side.assembly.add(index, node)
    for named, trigger in build_triggers(table):
        side.assembly.add(trigger, named.node)
    applied = applied_types(table)
    for node, policy in build_policies(table, applied):
        side.assembly.add(policy, node)
    side.assembly.add(RowSecurity(table=table.name), root)
    for node, grant in build_table_grants(table, applied):
        side.assembly.add(grant, node)


def _assemble_partition_procedure(side: Side) -> None:
    families = [
        (item.name, item.partitioning)
        for item in side.assembly.objects()
        if isinstance(item, Table) and item.partitioning is not None
    ]
    if families:
        project = side.scope.project
        procedure = build_partition_procedure(side.scope, families)
        grant = RoutineGrant(routine=procedure, roles=(project.retention,))
        side.assembly.add(procedure, project.node)
        side.assembly.add(grant, project.node)


def _assemble_cleanups(
    side: Side,
    tables: list[TableSource],
    sources: Mapping[QualifiedName, TableSource],
    foreign_keys: Sequence[ForeignKey],
) -> None:
    targets: dict[str, list[Target]] = {}
    for table in tables:
        found = find_target(table, sources, foreign_keys)
        if found is not None:
            rule, target = found
            targets.setdefault(rule, []).append(target)
    for rule, of_rule in targets.items():
        document = side.scope.symbols.by_kind["retention_rule"][rule]
        procedure = build_cleanup(side.scope, document, of_rule)
        side.assembly.add(procedure, document.root)
        side.assembly.add(
            RoutineGrant(routine=procedure, roles=(side.scope.project.retention,)),
            document.root,
        )
