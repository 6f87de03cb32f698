"""Foreign keys."""

from compiler.model.constraint import ForeignKey, ReferentialAction
from compiler.plan.changes import RequireReferents
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.constraint import arrange_deferral
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_foreign_key(foreign_key: ForeignKey) -> tuple[Statement, ...]:
    """Return the creation of a foreign key, and its comment."""
    sql = render_file(
        "compiler.render",
        "foreign_key/create",
        foreign_key=foreign_key,
        columns=_columns(foreign_key.columns, period=foreign_key.period),
        referenced_columns=_columns(
            foreign_key.referenced_columns, period=foreign_key.period
        ),
        on_update=_action(foreign_key.on_update),
        on_delete=_action(foreign_key.on_delete),
        deferral=arrange_deferral(foreign_key.deferral),
    )
    target = (
        f"CONSTRAINT {quote_identifier(foreign_key.name)} ON {foreign_key.table.sql}"
    )
    return (
        Statement(sql=sql, object=foreign_key, as_owner=True),
        *render_comment(foreign_key, target, foreign_key.description),
    )


def _columns(columns: tuple[str, ...], *, period: bool) -> tuple[str, ...]:
    quoted = tuple(map(quote_identifier, columns))
    return (*quoted[:-1], f"PERIOD {quoted[-1]}") if period else quoted


def _action(action: ReferentialAction) -> str:
    return "" if action == "no action" else action.upper()


def render_validate_foreign_key(foreign_key: ForeignKey) -> tuple[Statement, ...]:
    """Return what holds the rows that are there against a foreign key."""
    sql = render_file(
        "compiler.render", "foreign_key/validate", foreign_key=foreign_key
    )
    return (Statement(sql=sql, object=foreign_key, as_owner=True),)


def render_require_referents(change: RequireReferents) -> tuple[Statement, ...]:
    """Return what fails where a row refers to none, as a role sees the rows."""
    key = change.object
    body = render_file(
        "compiler.render",
        "foreign_key/require_referents_body",
        key=key,
        pairs=tuple(zip(key.columns, key.referenced_columns, strict=True)),
        # A row of which one column is null refers to nothing, or to all it can.
        either="AND" if key.match == "simple" else "OR",
        message=f"rows of {key.table.sql} refer to none: foreign key {key.name}",
    )
    sql = render_file(
        "compiler.render", "foreign_key/require_referents", body=f"\n{body}\n"
    )
    if change.role:
        return (Statement(sql=sql, object=key, as_owner=False, role=change.role),)
    lifted, bound = (
        [
            render_file("compiler.render", "row_security/bind", table=each, word=word)
            for each in change.freed
        ]
        for word in ("NO FORCE", "FORCE")
    )
    return tuple(
        Statement(sql=each, object=key, as_owner=True)
        for each in (*lifted, sql, *bound)
    )


def render_alter_foreign_key(
    before: ForeignKey, after: ForeignKey
) -> tuple[Statement, ...]:
    """Return what makes one foreign key of another: only what differs."""
    deferred: tuple[Statement, ...] = ()
    if before.deferral != after.deferral:
        sql = render_file(
            "compiler.render",
            "foreign_key/alter",
            foreign_key=after,
            deferral=arrange_deferral(after.deferral) or "NOT DEFERRABLE",
        )
        deferred = (Statement(sql=sql, object=after, as_owner=True),)
    is_proven = after.validated and not before.validated
    return (
        *deferred,
        *(render_validate_foreign_key(after) if is_proven else ()),
        *render_comment_change(
            after,
            f"CONSTRAINT {quote_identifier(after.name)} ON {after.table.sql}",
            before.description,
            after.description,
        ),
    )
