"""Domains."""

import dataclasses
from collections.abc import Iterable

from compiler.model.name import QualifiedName


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DomainCheck:
    """A check constraint of a domain, over the value that SQL calls `VALUE`."""

    name: str
    expression: str
    description: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A domain: a type with conditions on its values.

    Args:
        base: the type that it is made of, as SQL writes it.
        collation: as SQL writes it; empty for the type's own.
        default: an SQL expression; empty where there is none.
    """

    name: QualifiedName
    base: str
    collation: str
    default: str
    not_null: bool
    checks: tuple[DomainCheck, ...]
    description: str


def names_above(names: Iterable[str], domains: Iterable[Domain]) -> frozenset[str]:
    """Return names of domains, and of those that are made of them, as SQL writes them.

    Args:
        names: where to begin.
        domains: those that may be made of others.
    """
    listed = tuple(domains)
    found = frozenset(names)
    while more := {it.name.sql for it in listed if it.base in found} - found:
        found |= more
    return found
