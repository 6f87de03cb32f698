"""The statements that a rewrite rule puts beside a change, or in its place."""

import dataclasses
from typing import Final

from compiler.syntax.expression import MAX_EXPRESSION_LENGTH, moved
from compiler.syntax.libpg_query import SqlError, TreeNode, count_statements, parse_tree
from compiler.syntax.names_used import NameWalk, ParsedExpression

_PREFIX: Final = "CREATE RULE r AS ON UPDATE TO t DO (\n"
_END: Final = "\n)"
_REFUSED: Final = {"ParamRef": "a rule has no parameters such as $1"}
_CHANGES: Final = ("insert_stmt", "update_stmt", "delete_stmt")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ParsedActions:
    """The statements of a rule.

    Args:
        names: in all of them.
        returning: how many of them return rows.
        notifies: whether one of them is a NOTIFY.
    """

    names: ParsedExpression
    returning: int
    notifies: bool


def parse_actions(text: str) -> ParsedActions:
    """Return what the statements of a rule say, with semicolons between them.

    Raises:
        SqlError: they cannot stand there; the offset is one in the text.
    """
    if len(text) > MAX_EXPRESSION_LENGTH:
        raise SqlError("this is too long to be checked", MAX_EXPRESSION_LENGTH)
    wrapped = f"{_PREFIX}{text}{_END}"
    try:
        count = count_statements(wrapped)
        rule = parse_tree(wrapped).stmts[0].stmt.rule_stmt
    except SqlError as error:
        raise moved(error, len(_PREFIX), text) from error
    if count != 1:
        raise SqlError("a bracket is closed that was not opened", 0)
    if not rule.actions:
        raise SqlError("there is no statement here", 0)
    walk = NameWalk(text, _PREFIX, _REFUSED)
    for action in rule.actions:
        walk.visit(action, (), inside=False)
    return ParsedActions(
        names=walk.found(),
        returning=sum(map(_returns, rule.actions)),
        notifies=any(action.HasField("notify_stmt") for action in rule.actions),
    )


def _returns(action: TreeNode) -> bool:
    return any(_has_returning(getattr(action, kind)) for kind in _CHANGES)


def _has_returning(statement: TreeNode) -> bool:
    return statement.HasField("returning_clause") or bool(
        getattr(statement, "returning_list", ())
    )
