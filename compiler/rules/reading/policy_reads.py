"""What the policies of tables read, as PostgreSQL goes along them.

Source: PostgreSQL source, `fireRIRrules` and `get_row_security_policies`; tried on 15
and 18.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from compiler.model.catalog import DatabaseObject
from compiler.model.grant import TableGrant
from compiler.model.name import QualifiedName
from compiler.model.policy import PUBLIC, Command, Policy, RowSecurity
from compiler.model.role import Membership, Role
from compiler.model.view import View
from compiler.rules.reading.conditions import parse_condition
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.names_used import NameUse, ParsedExpression
from compiler.syntax.query import parse_query

Way: TypeAlias = tuple[QualifiedName, ...]
"""Tables and views, each of which reads the following one."""

COMMANDS: Final[tuple[Command, ...]] = ("select", "insert", "update", "delete")

_SUB_SELECT: Final = re.compile(r"\b(?:select|table|values)\b", re.IGNORECASE)
_QUALIFIED: Final = 2


class PolicyReads:
    """The policies with sub-selects, and what they read.

    Attributes:
        tables: those that have such policies, and apply them.
        roles: those that such policies are for.
    """

    def __init__(self, objects: Iterable[DatabaseObject], owner: str) -> None:
        """Look at the policies and views among some objects.

        Args:
            objects: all there are.
            owner: the role with whose rights a view reads that has no others.
        """
        items = tuple(objects)
        self._owner = owner
        self._views = {item.name: item for item in items if isinstance(item, View)}
        self._ways: dict[tuple[QualifiedName, str], dict[QualifiedName, Way]] = {}
        self._policies: dict[QualifiedName, list[Policy]] = {}
        secured = {item.table for item in items if isinstance(item, RowSecurity)}
        for item in items:
            if isinstance(item, Policy) and item.table in secured:
                self._policies.setdefault(item.table, []).append(item)
        nested = [
            each for own in self._policies.values() for each in own if _is_nested(each)
        ]
        self.tables = tuple(dict.fromkeys(policy.table for policy in nested))
        self.roles = frozenset(role for policy in nested for role in policy.roles)
        self._allowed = {
            (item.table, privilege, role)
            for item in items
            if isinstance(item, TableGrant)
            for privilege in item.privileges
            for role in (*item.roles, PUBLIC)
        }
        inheriting = {it.name for it in items if isinstance(it, Role) and it.inherit}
        self._held: dict[str, frozenset[str]] = {}
        self._inherited: dict[str, list[str]] = {}
        for item in items:
            if isinstance(item, Membership) and item.member in inheriting:
                self._inherited.setdefault(item.member, []).append(item.role)

    def is_allowed(self, table: QualifiedName, command: str, role: str) -> bool:
        """Return whether a role has the privilege for a command; for `public`, any."""
        held = {PUBLIC} if role == PUBLIC else self._held_by(role) - {PUBLIC}
        return any((table, command, each) in self._allowed for each in held)

    def _held_by(self, role: str) -> frozenset[str]:
        """Return a role and those whose rights it has as its own."""
        if role not in self._held:
            held = [role]
            for each in held:
                inherited = self._inherited.get(each, ())
                held += [one for one in inherited if one not in held]
            self._held[role] = frozenset({*held, PUBLIC})
        return self._held[role]

    def applied(
        self, table: QualifiedName, command: str, role: str
    ) -> tuple[Policy, ...]:
        """Return the policies that a command on a table has to pass.

        None where no permissive one is among them: then nothing is let through, and
        PostgreSQL looks at no other.

        Args:
            table: the table.
            command: not `all`.
            role: whose roles count as well.
        """
        met = tuple(
            policy
            for policy in self._policies.get(table, ())
            if policy.command in {"all", command}
            if self._held_by(role) & {*policy.roles}
            if any(_conditions(policy, command))
        )
        return met if any(policy.permissive for policy in met) else ()

    def read_by(self, policy: Policy, command: str) -> Iterator[QualifiedName]:
        """Yield the tables and views that a policy reads where a command passes it."""
        for text in _conditions(policy, command):
            parsed = _parse(text)
            if parsed is not None:
                yield from _relations(parsed.relations)

    def ways(self, relation: QualifiedName, role: str) -> dict[QualifiedName, Way]:
        """Return the tables that are read with a relation, and on which way each.

        Only those with policies that hold a sub-select for whoever reads them then: of
        these PostgreSQL takes none for the second time.
        """
        known = self._ways.get((relation, role))
        if known is None:
            known = self._ways[relation, role] = self._walk(relation, role)
        return known

    def _walk(self, relation: QualifiedName, role: str) -> dict[QualifiedName, Way]:
        found: dict[QualifiedName, Way] = {}
        seen = {(relation, role)}
        ways: list[tuple[Way, str]] = [((relation,), role)]
        for way, reader in ways:
            name = way[-1]
            policies = self.applied(name, "select", reader)
            if any(map(_is_nested, policies)):
                found.setdefault(name, way)
            view = self._views.get(name)
            following = reader
            if view is not None and not view.security_invoker:
                following = self._owner
            for read in (*self._read_by_all(policies), *_read_by_view(view)):
                if (read, following) not in seen:
                    seen.add((read, following))
                    ways.append(((*way, read), following))
        return found

    def _read_by_all(self, policies: tuple[Policy, ...]) -> Iterator[QualifiedName]:
        for policy in policies:
            yield from self.read_by(policy, "select")


def _conditions(policy: Policy, command: str) -> tuple[str, ...]:
    """Return the conditions that a command has to meet; empty ones among them."""
    match command:
        case "select" | "delete":
            return (policy.using,)
        case "insert":
            return (policy.with_check or policy.using,)
        case _:
            return (policy.using, policy.with_check)


def _is_nested(policy: Policy) -> bool:
    """Return whether a policy holds a sub-select, in whichever condition."""
    return any(
        use.in_subquery
        for text in (policy.using, policy.with_check)
        if (parsed := _parse(text)) is not None
        for use in (
            *parsed.relations,
            *parsed.columns,
            *parsed.functions,
            *parsed.keywords,
        )
    )


def _parse(condition: str) -> ParsedExpression | None:
    """Return the names in a condition; nothing where it has no sub-select."""
    if not _SUB_SELECT.search(condition):
        return None
    parsed = parse_condition(condition)
    return parsed[1] if parsed else None


def _read_by_view(view: View | None) -> Iterator[QualifiedName]:
    if view is not None:
        try:
            yield from _relations(parse_query(view.query).names.relations)
        except SqlError:
            return


def _relations(uses: tuple[NameUse, ...]) -> Iterator[QualifiedName]:
    for use in uses:
        if len(use.parts) == _QUALIFIED and not use.in_text:
            yield QualifiedName(*use.parts)
