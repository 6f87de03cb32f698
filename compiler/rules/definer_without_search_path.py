"""A function with its owner's rights looks names up where its caller says.

It runs as its owner, and the caller chooses the `search_path`: a table or an operator
in a schema of the caller's takes the place of the one that was meant, and runs with the
owner's rights over every tenant. Without `pg_temp` at the end the caller's temporary
tables come first, even before those of `pg_catalog`. So the function sets the path
itself, to schemas in which only the owner makes things, and `pg_temp` last.

Fails:

    function: count_orders
    returns: bigint
    language: sql
    volatility: stable
    security: definer
    owner: "{{ project.owner }}"
    template: true
    body: SELECT count(*) FROM {{ tenant.schema | ident }}.orders

Passes:

    function: count_orders
    returns: bigint
    language: sql
    volatility: stable
    security: definer
    owner: "{{ project.owner }}"
    settings: {search_path: "pg_catalog, pg_temp"}
    template: true
    body: SELECT count(*) FROM {{ tenant.schema | ident }}.orders
"""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, error
from compiler.model.routine import Routine
from compiler.model.schema import Schema
from compiler.rules.rule import Rule

_OF_THE_SERVER = frozenset({"pg_catalog", "information_schema"})
_TEMPORARY = "pg_temp"


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    owned = {item.name for item in blueprint.origins if isinstance(item, Schema)}
    for item, origin in blueprint.origins.items():
        if isinstance(item, Routine) and item.security_definer:
            trouble = _find_trouble(item, owned | _OF_THE_SERVER)
            if trouble:
                yield error(
                    RULE.name,
                    origin.position,
                    f"{shown(item.name.name)} runs with its owner's rights, and "
                    f"{shown(trouble)}",
                    'Write `settings: {search_path: "pg_catalog, pg_temp"}`.',
                )


def _find_trouble(routine: Routine, safe: set[str]) -> str:
    """Return what is wrong with the path on which it looks names up; empty if nothing.

    Args:
        routine: runs as its owner.
        safe: the schemas in which only the owner, or the server, makes things.
    """
    for setting in routine.settings:
        if setting.parameter.lower() == "search_path":
            *schemas, last = setting.values
            if last != _TEMPORARY:
                return f"{_TEMPORARY} is not the last schema of its search_path"
            strange = [schema for schema in schemas if schema not in safe]
            if strange:
                return f'others may make things in "{strange[0]}" of its search_path'
            return ""
    return "its caller chooses the search_path"


RULE = Rule(name="definer-without-search-path", check=_check, waivable=True)
