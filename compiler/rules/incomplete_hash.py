"""A table is split by a hash, and some remainder has no partition.

A hash has no default partition, so every row whose hash leaves that remainder is
refused, and which rows these are nobody can tell beforehand. `partitions: 4` makes all
of them.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    partition_by:
      hash: id
      partitions:
        even: {modulus: 2, remainder: 0}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    partition_by:
      hash: id
      partitions:
        even: {modulus: 2, remainder: 0}
        odd: {modulus: 2, remainder: 1}
    retention: {rule: keep}
"""

from collections.abc import Iterator
from fractions import Fraction

from compiler.build.blueprint import Blueprint
from compiler.diagnostics import Finding, warning
from compiler.model.name import QualifiedName
from compiler.model.partition import HashBound, Partition
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    families: dict[QualifiedName, list[Partition]] = {}
    for item in blueprint.origins:
        if isinstance(item, Partition) and isinstance(item.bound, HashBound):
            families.setdefault(item.parent, []).append(item)
    for parent, partitions in families.items():
        # What overlaps is another rule's.
        share = sum(Fraction(1, _modulus(one)) for one in partitions)
        if share < 1:
            yield warning(
                RULE.name,
                blueprint.origins[partitions[0]].position,
                f"the partitions of {parent.name} take {share} of the rows; all others "
                "are refused",
                "Add a partition for each remainder that is missing.",
            )


def _modulus(partition: Partition) -> int:
    bound = partition.bound
    return bound.modulus if isinstance(bound, HashBound) else 1


RULE = Rule(name="incomplete-hash", check=_check, waivable=True)
