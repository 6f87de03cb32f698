"""A materialized view reads a table whose rows its owner cannot see.

It is filled with the rights of its owner. Row-level security is forced on every table,
so without a policy for the owner the view stays empty at every refresh, and nothing
says so. The owner is a role that nobody logs in as, so a policy that lets it read
opens nothing by itself.

Fails:

    materialized_view: totals
    query: SELECT count(*) AS orders FROM orders

Passes:

    materialized_view: totals
    query: SELECT count(*) AS orders FROM orders
    ---
    policy_type: isolation
    policies:
      - name: isolation
        roles: ["{{ tenant.role }}", "{{ project.owner }}"]
        using: "{{ tenant.column.name | ident }} = {{ tenant.id | literal }}"
    grants:
      "{{ tenant.role }}": [select, insert, update, delete]
"""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, warning
from compiler.model.name import QualifiedName
from compiler.model.policy import PUBLIC, Policy
from compiler.model.table import Table
from compiler.model.view import MaterializedView
from compiler.rules.rule import Rule
from compiler.syntax.query import parse_query


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    owner = blueprint.project.owner
    readable = {
        item.table
        for item in blueprint.origins
        if isinstance(item, Policy)
        and item.permissive
        and item.command in {"all", "select"}
        and not {owner, PUBLIC}.isdisjoint(item.roles)
    }
    hidden = {it.name for it in blueprint.origins if isinstance(it, Table)} - readable
    for item, origin in blueprint.origins.items():
        if not isinstance(item, MaterializedView):
            continue
        found = [name for name in _read_by(item) if name in hidden]
        if found:
            yield warning(
                RULE.name,
                origin.position,
                f"{shown(item.name.name)} stays empty: {owner} sees no rows of "
                f"{shown(found[0].name)}",
                f"Add a policy for select to {owner}.",
            )


def _read_by(view: MaterializedView) -> Iterator[QualifiedName]:
    for use in parse_query(view.query).names.relations:
        schema, name = ("", *use.parts)[-2:]
        yield QualifiedName(schema, name)


RULE = Rule(name="unfilled-materialized-view", check=_check, waivable=True)
