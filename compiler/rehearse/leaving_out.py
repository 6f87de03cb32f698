"""What is there and no business of a plan: others' schemas, partitions of the time."""

import json
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from compiler.introspect.facts import Fact, SchemaFacts
from compiler.model.attachment import find_anchors
from compiler.model.catalog import DatabaseObject
from compiler.model.extension import Extension
from compiler.model.identity import schema_of
from compiler.model.name import QualifiedName
from compiler.model.partition import Partition
from compiler.model.schema import Schema

_GRANTS: Final = ("table_grant", "schema_grant")
_RELATIONS: Final = ("partition", "ownership")
"""Facts that are about a relation by its own name."""

_OF_FORM: Final = frozenset({"partition", "row_security", "statistics"})
"""What there is of every partition that time has made, or is made after its table."""

_READING: Final = frozenset({"select", "usage"})


def find_lent_schemas(
    asked: Iterable[DatabaseObject], actual: Iterable[DatabaseObject]
) -> frozenset[str]:
    """Return the schemas of extensions that stood there, and are not the platform's.

    Often only a superuser may make an extension, and has done so in a schema of theirs.
    It stays theirs, and so does what is granted on it.

    Args:
        asked: what specs ask for.
        actual: what is there.
    """
    wanted = tuple(asked)
    schemas = {each.schema for each in wanted if isinstance(each, Extension)}
    owners = {each.name: each.owner for each in wanted if isinstance(each, Schema)}
    return frozenset(
        each.name
        for each in actual
        if isinstance(each, Schema)
        and each.name in schemas
        and each.owner != owners.get(each.name)
    )


def leave_out_lent(
    objects: Iterable[DatabaseObject], lent: frozenset[str]
) -> tuple[DatabaseObject, ...]:
    """Return the objects that stand in no schema that is somebody else's."""
    return tuple(each for each in objects if schema_of(each) not in lent)


def leave_out_runtime(
    objects: Sequence[DatabaseObject], scheduled: AbstractSet[QualifiedName]
) -> tuple[DatabaseObject, ...]:
    """Return the objects without partitions that were made as time went by.

    What hangs on such a partition is left out too.

    Args:
        objects: what there is.
        scheduled: the tables whose partitions come and go.
    """
    made = {
        ("relation", each.name.schema, each.name.name)
        for each in objects
        if isinstance(each, Partition) and each.parent in scheduled
    }
    return tuple(
        each
        for each in objects
        if not (
            (isinstance(each, Partition) and each.parent in scheduled)
            or made.intersection(find_anchors(each))
        )
    )


def leave_out_partitions(
    facts: SchemaFacts, scheduled: AbstractSet[str]
) -> SchemaFacts:
    """Return what is said of a schema without partitions that time has made.

    Others have others at other times, and are alike all the same. One that is not as
    it was made, because somebody has let others at its rows for instance, is kept.

    Args:
        facts: of a schema.
        scheduled: the tables in it whose partitions come and go.
    """
    made = {
        str(fact["name"])
        for fact in facts.of("partition")
        if fact["parent"] in scheduled
    }
    plain = made - _find_odd(facts, made) if made else made
    if not plain:
        return facts
    of_one, one = _about(plain, "table"), _about(plain, "name")
    kept = {
        kind: "\n".join(
            line
            for line in text.split("\n")
            if not (one if kind in _RELATIONS else of_one).search(line)
        )
        for kind, text in facts.lines.items()
    }
    return SchemaFacts({kind: text for kind, text in kept.items() if text})


def _find_odd(facts: SchemaFacts, made: AbstractSet[str]) -> set[str]:
    """Return the partitions that are not protected, or have something of their own."""
    protected = {
        str(fact["table"])
        for fact in facts.of("row_security")
        if fact["enabled"] and fact["forced"]
    }
    odd = set(made - protected)
    for kind, text in facts.lines.items():
        if kind not in _OF_FORM:
            key = "name" if kind in _RELATIONS else "table"
            about = _about(made, key)
            odd |= {
                str(json.loads(line)[key])
                for line in text.split("\n")
                if about.search(line)
            }
    return odd


def _about(names: Iterable[str], key: str) -> re.Pattern[str]:
    """Return what finds the facts that have one of the names under a key."""
    quoted = (re.escape(json.dumps(each, ensure_ascii=False)) for each in names)
    # No text in JSON holds quotes that are not escaped.
    return re.compile(rf'"{key}": (?:{"|".join(sorted(quoted))})')


def leave_out_permissions(facts: SchemaFacts, others: AbstractSet[str]) -> SchemaFacts:
    """Return what is said of a schema without what permissions have granted.

    Such a grant follows a row, and is for reading; any other is looked at.

    Args:
        facts: of a tenant's schema.
        others: the roles of all other tenants.
    """
    kept = {
        kind: "\n".join(
            line
            for line in facts.lines[kind].split("\n")
            if not _is_permission(json.loads(line), others)
        )
        for kind in _GRANTS
        if kind in facts.lines
    }
    return SchemaFacts({**facts.lines, **kept})


def _is_permission(fact: Fact, others: AbstractSet[str]) -> bool:
    for_reading = set(fact["privileges"]) <= _READING and not fact["grantable"]
    return for_reading and fact["role"] in others
