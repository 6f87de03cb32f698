"""Constraints as parts of `CREATE TABLE`."""

import dataclasses

from compiler.model.constraint import Check, Deferral, Exclusion, Key
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.table import Table
from compiler.model.table_part import TableConstraint
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.expression import arrange_expression
from compiler.render.index import arrange_element
from compiler.render.parameter import arrange_parameters, render_parameter_change
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier

_INDENT = 2


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ConstraintText:
    """A constraint that comes with an index, or a check, taken apart.

    Args:
        kind: the words in front of the brackets.
        content: the brackets and what stands in them.
        predicate: the condition of an exclusion, in brackets.
        suffix: the words at the end.
    """

    name: str
    kind: str
    content: str
    include: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    predicate: str = ""
    suffix: str = ""


def arrange_constraints(table: Table) -> tuple[ConstraintText, ...]:
    """Return the constraints that stand in the creation of a table."""
    return (
        *map(_key, table.keys),
        *map(_exclusion, table.exclusions),
        *(_check(check) for check in table.checks if not _is_added(check)),
    )


def render_added_checks(table: Table) -> tuple[Statement, ...]:
    """Return the checks that are added to the table once it is there.

    `CREATE TABLE` takes `NOT VALID` and forgets it, since there are no rows yet.
    """
    return tuple(
        Statement(
            sql=render_file(
                "compiler.render",
                "constraint/create",
                table=table.name,
                one=_check(check),
            ),
            object=table,
            as_owner=True,
        )
        for check in table.checks
        if _is_added(check)
    )


def render_create_constraint(item: TableConstraint) -> tuple[Statement, ...]:
    """Return what adds a constraint to a table that is there, and its comment."""
    sql = render_file(
        "compiler.render",
        "constraint/create",
        table=item.table,
        one=_arrange(item.constraint),
    )
    return (
        Statement(sql=sql, object=item, as_owner=True),
        *render_comment(item, constraint_target(item), item.constraint.description),
    )


def render_create_key_using_index(
    item: TableConstraint, index: Index
) -> tuple[Statement, ...]:
    """Return what makes a key of an index that is there, and its comment.

    Raises:
        TypeError: it is no key.
    """
    key = item.constraint
    if not isinstance(key, Key):
        raise TypeError(item)
    sql = render_file(
        "compiler.render",
        "constraint/create_using_index",
        table=item.table,
        name=key.name,
        primary=key.primary,
        suffix=arrange_deferral(key.deferral),
        index=index.name,
    )
    return (
        Statement(sql=sql, object=item, as_owner=True),
        *render_comment(item, constraint_target(item), item.constraint.description),
    )


def render_validate_constraint(item: TableConstraint) -> tuple[Statement, ...]:
    """Return what holds the rows that are there against a check."""
    sql = render_file(
        "compiler.render",
        "constraint/validate",
        table=item.table,
        name=item.constraint.name,
    )
    return (Statement(sql=sql, object=item, as_owner=True),)


def render_alter_constraint(
    before: TableConstraint, after: TableConstraint
) -> tuple[Statement, ...]:
    """Return what makes one constraint of another: only what differs."""
    old, new = before.constraint, after.constraint
    parameters: tuple[Statement, ...] = ()
    if not isinstance(old, Check) and not isinstance(new, Check):
        parameters = render_parameter_change(
            after,
            "index",
            {"name": QualifiedName(after.table.schema, new.name)},
            old.storage_parameters,
            new.storage_parameters,
        )
    validated: tuple[Statement, ...] = ()
    if isinstance(old, Check) and isinstance(new, Check):
        is_proven = new.validated and not old.validated
        validated = render_validate_constraint(after) if is_proven else ()
    return (
        *parameters,
        *validated,
        *render_comment_change(
            after, constraint_target(after), old.description, new.description
        ),
    )


def constraint_target(item: TableConstraint) -> str:
    """Return the constraint as `COMMENT ON` calls it."""
    return f"CONSTRAINT {quote_identifier(item.constraint.name)} ON {item.table.sql}"


def _arrange(constraint: Key | Check | Exclusion) -> ConstraintText:
    match constraint:
        case Key():
            return _key(constraint)
        case Check():
            return _check(constraint)
        case Exclusion():
            return _exclusion(constraint)


def arrange_deferral(deferral: Deferral) -> str:
    """Return what a constraint says of waiting for the end of the transaction."""
    if deferral == "initially deferred":
        return "DEFERRABLE INITIALLY DEFERRED"
    return deferral.upper()


def _is_added(check: Check) -> bool:
    return check.enforced and not check.validated


def _key(key: Key) -> ConstraintText:
    kind = "PRIMARY KEY" if key.primary else "UNIQUE"
    columns = tuple(map(quote_identifier, key.columns))
    if key.without_overlaps:
        columns = (*columns[:-1], f"{columns[-1]} WITHOUT OVERLAPS")
    return ConstraintText(
        name=key.name,
        kind=kind if key.nulls_distinct else f"{kind} NULLS NOT DISTINCT",
        content=f"({', '.join(columns)})",
        include=key.include,
        parameters=arrange_parameters(key.storage_parameters),
        suffix=arrange_deferral(key.deferral),
    )


def _exclusion(exclusion: Exclusion) -> ConstraintText:
    elements = ", ".join(
        f"{arrange_element(each.element)} WITH {each.operator}"
        for each in exclusion.elements
    )
    predicate = exclusion.predicate
    return ConstraintText(
        name=exclusion.name,
        kind=f"EXCLUDE USING {quote_identifier(exclusion.access_method)}",
        content=f"({elements})",
        include=exclusion.include,
        parameters=arrange_parameters(exclusion.storage_parameters),
        predicate=arrange_expression(predicate, _INDENT) if predicate else "",
        suffix=arrange_deferral(exclusion.deferral),
    )


def _check(check: Check) -> ConstraintText:
    words = (
        "NO INHERIT" if check.no_inherit else "",
        "" if check.enforced else "NOT ENFORCED",
        "NOT VALID" if _is_added(check) else "",
    )
    return ConstraintText(
        name=check.name,
        kind="CHECK",
        content=arrange_expression(check.expression, _INDENT),
        suffix=" ".join(word for word in words if word),
    )
