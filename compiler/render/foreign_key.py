"""Foreign keys."""

from compiler.model.constraint import ForeignKey, ReferentialAction
from compiler.render.comment import render_comment
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_foreign_key(foreign_key: ForeignKey) -> tuple[Statement, ...]:
    """Return the creation of a foreign key, and its comment."""
    sql = render_file(
        "compiler.render",
        "foreign_key/create",
        foreign_key=foreign_key,
        on_update=_action(foreign_key.on_update),
        on_delete=_action(foreign_key.on_delete),
    )
    target = (
        f"CONSTRAINT {quote_identifier(foreign_key.name)} ON {foreign_key.table.sql}"
    )
    return (
        Statement(sql=sql, object=foreign_key, as_owner=True),
        *render_comment(foreign_key, target, foreign_key.description),
    )


def _action(action: ReferentialAction) -> str:
    return "" if action == "no action" else action.upper()
