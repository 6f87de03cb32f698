"""A view that reads with its owner's rights is granted to others.

Such a view goes around the privileges of whoever reads it: tables are read with those
of the owner. Row-level security does not help, for it is the owner's policies that
count, although `current_user` in them is the reader; a policy that lets the owner at
all rows lets everyone at them who is granted the view. Leave `security_invoker` as it
is, which is on, and grant the readers the tables as well.

Fails:

    view: recent
    query: SELECT id FROM orders
    security_invoker: false
    grants: {"{{ tenant.role }}": [select]}

Passes:

    view: recent
    query: SELECT id FROM orders
    grants: {"{{ tenant.role }}": [select]}
"""

from collections.abc import Iterator

from compiler.build.assembly import Part
from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, error
from compiler.model.grant import TableGrant
from compiler.model.view import View
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    granted = {item.table for item in blueprint.origins if isinstance(item, TableGrant)}
    for item, origin in blueprint.origins.items():
        if not isinstance(item, View) or item.security_invoker:
            continue
        if item.name in granted:
            part = Part(item.name, "options", "security_invoker")
            yield error(
                RULE.name,
                blueprint.parts.get(part, origin).position,
                f"whoever reads {shown(item.name.name)} reads with the rights of "
                f"{blueprint.project.owner}",
                "Remove security_invoker, and grant the tables to who reads the view.",
            )


RULE = Rule(name="view-without-security-invoker", check=_check, waivable=True)
