"""Tables with all that hangs on them, and the procedures made for them."""

from collections.abc import Mapping, Sequence

from compiler.build.assembly import Part
from compiler.build.checks import build_checks
from compiler.build.columns import build_columns
from compiler.build.declared_partitions import build_partitions
from compiler.build.exclusions import build_exclusions
from compiler.build.foreign_keys import build_foreign_keys
from compiler.build.holds import find_cascades
from compiler.build.ignored import build_ignored
from compiler.build.indexes import build_indexes
from compiler.build.keys import build_keys
from compiler.build.known_parameters import OF_TABLES
from compiler.build.mixins import check_mixins
from compiler.build.parameters import build_parameters
from compiler.build.partition_procedure import build_partition_procedure
from compiler.build.partitioned_options import check_options
from compiler.build.partitioning import (
    build_partitioning,
    check_keys,
    check_unique_indexes,
)
from compiler.build.policies import applied_types, build_policies, build_table_grants
from compiler.build.renames import build_column_renames
from compiler.build.replica_identity import build_replica_identity
from compiler.build.retention import Target, build_cleanup, find_target
from compiler.build.row_references import check_row_references
from compiler.build.rows import build_rows
from compiler.build.sides import Side, Sides
from compiler.build.statistics import build_statistics
from compiler.build.table_source import TableSource, build_source
from compiler.build.triggers import build_triggers
from compiler.build.value_sources import build_value_sources
from compiler.model.constraint import ForeignKey
from compiler.model.grant import RoutineGrant
from compiler.model.name import QualifiedName
from compiler.model.partition import Partition, Partitioning
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
        side.scope.relations[table.name] = table.columns
    sources = {name: table for name, (_, table) in tables.items()}
    foreign_keys: list[ForeignKey] = []
    for side, table in tables.values():
        _assemble_table(side, table)
        for node, key in build_foreign_keys(table, sources):
            foreign_keys.append(key)
            check_row_references(table, sources[key.referenced_table], key)
            side.assembly.add(key, node)
            side.assembly.add_part(Part(table.name, "foreign_keys", key.name), node)
    for side in (sides.shared, sides.tenant):
        own = [table for owner, table in tables.values() if owner is side]
        _assemble_partition_procedure(side)
        _assemble_cleanups(side, own, sources, foreign_keys)


def _assemble_table(side: Side, table: TableSource) -> None:
    root = table.root
    named = root.scalars("table")[0]
    partitioning = build_partitioning(table, table.name, named, root)
    keys, exclusions = tuple(build_keys(table)), tuple(build_exclusions(table))
    built = Table(
        name=table.name,
        columns=build_columns(table),
        keys=tuple(key for _, key in keys),
        checks=build_checks(table),
        exclusions=tuple(exclusion for _, exclusion in exclusions),
        unlogged=root.flag("unlogged", default=False),
        storage_parameters=build_parameters(
            table.scope, root.mapping("with"), OF_TABLES, "a table"
        ),
        partitioning=partitioning,
        description=root.text("description"),
    )
    side.assembly.add(built, root)
    for kind, parts in table.parts.items():
        for name, part in parts.items():
            side.assembly.add_part(Part(table.name, kind, name), part.key)
    for where, key in keys:
        kind = "primary_key" if key.primary else "unique"
        side.assembly.add_part(Part(table.name, kind, key.name), where)
    for where, exclusion in exclusions:
        side.assembly.add_part(Part(table.name, "exclude", exclusion.name), where)
    _assemble_notes(side, table)
    _assemble_hanging(side, table, built)


def _assemble_notes(side: Side, table: TableSource) -> None:
    """Add what plans have to know of a table."""
    for where, rename in build_column_renames(table):
        side.assembly.add_rename(rename, where)
    for where, source in build_value_sources(table, side.scope.project.admin):
        side.assembly.add_value_source(source, where)
    for node, ignored in build_ignored(table):
        side.assembly.add_ignored(ignored, node)


def _assemble_hanging(side: Side, table: TableSource, built: Table) -> None:
    """Add what hangs on a table."""
    root = table.root
    _assemble_partitions(side, table, built.partitioning)
    _assemble_rows(side, table)
    indexes = tuple(build_indexes(table))
    for node, index in indexes:
        side.assembly.add(index, node)
    for node, statistics in build_statistics(table):
        side.assembly.add(statistics, node)
    for identity_node, identity in build_replica_identity(
        table, built, [index for _, index in indexes]
    ):
        side.assembly.add(identity, identity_node)
    for source, trigger in build_triggers(table):
        side.assembly.add(trigger, source.node)
    applied = applied_types(table)
    for one in applied:
        asked = Part(table.name, "policy_types", one.where.text)
        side.assembly.add_part(asked, one.where)
    for node, policy in build_policies(table, applied):
        side.assembly.add(policy, node)
    side.assembly.add(
        RowSecurity(table=table.name, family=table.name, enabled=True, forced=True),
        root,
    )
    for node, grant in build_table_grants(table, applied):
        side.assembly.add(grant, node)


def _assemble_partitions(
    side: Side, table: TableSource, partitioning: Partitioning | None
) -> None:
    if partitioning is None:
        return
    check_options(table)
    check_keys(table)
    check_unique_indexes(table)
    for where, partition in build_partitions(table, partitioning):
        side.assembly.add(partition, where)
        # It has no policies: its rows are reached through the table alone.
        security = RowSecurity(
            table=partition.name, family=table.name, enabled=True, forced=True
        )
        side.assembly.add(security, where)


def _assemble_rows(side: Side, table: TableSource) -> None:
    for where, rows in build_rows(table):
        side.assembly.add(rows, where)


def _assemble_partition_procedure(side: Side) -> None:
    families = [
        (item.name, item.partitioning.schedule)
        for item in side.assembly.objects()
        if isinstance(item, Table | Partition)
        and item.partitioning is not None
        and item.partitioning.schedule is not None
    ]
    if families:
        project = side.scope.project
        procedure = build_partition_procedure(
            side.scope,
            families,
            with_identity=any(
                isinstance(item, Table) and item.partitioning and _has_identity(item)
                for item in side.assembly.objects()
            ),
        )
        grant = RoutineGrant(
            routine=procedure, roles=(project.retention,), grantable=False
        )
        side.assembly.add(procedure, project.node)
        side.assembly.add(grant, project.node)


def _has_identity(table: Table) -> bool:
    return any(column.identity for column in table.columns)


def _assemble_cleanups(
    side: Side,
    tables: list[TableSource],
    sources: Mapping[QualifiedName, TableSource],
    foreign_keys: Sequence[ForeignKey],
) -> None:
    targets: dict[str, list[Target]] = {}
    cascades = find_cascades(foreign_keys)
    for table in tables:
        found = find_target(table, sources, cascades)
        if found is not None:
            rule, target = found
            node = table.root.mapping("retention")
            side.assembly.add_part(Part(table.name, "retention", rule), node)
            side.assembly.add_part(Part(table.name, "basis", target.basis), node)
            targets.setdefault(rule, []).append(target)
    for rule, of_rule in targets.items():
        document = side.scope.symbols.by_kind["retention_rule"][rule]
        procedure = build_cleanup(side.scope, document, of_rule)
        side.assembly.add(procedure, document.root)
        side.assembly.add(
            RoutineGrant(
                routine=procedure,
                roles=(side.scope.project.retention,),
                grantable=False,
            ),
            document.root,
        )
