"""What a function returns: a type, a set of it, a table, or what its arguments say."""

import re
from collections.abc import Sequence
from typing import Final

from compiler.build.arguments import POLYMORPHIC, report_argument
from compiler.build.data_type import build_type
from compiler.build.scope import Scope, parse_name
from compiler.document import MappingNode, ScalarNode, as_scalar
from compiler.model.routine import Argument
from compiler.syntax.quote import quote_identifier

_SETOF: Final = re.compile(r"\s*setof\s+", re.IGNORECASE)
_FIRED: Final = frozenset({"trigger", "event_trigger"})
_RESULTS: Final = POLYMORPHIC | {"record", "void"} | _FIRED


def build_result(scope: Scope, root: MappingNode, arguments: Sequence[Argument]) -> str:
    """Return what a function returns, as SQL writes it.

    Args:
        scope: where the function stands.
        root: its spec.
        arguments: those of the function; what comes out may say what it returns.
    """
    node = root.get("returns")
    out = [each for each in arguments if each.mode in {"out", "inout"}]
    if node is None:
        if not out:
            scope.findings.error(
                "missing-returns",
                root.position,
                "nothing says what the function returns",
                "Add `returns: void`, or the type of the result.",
            )
        return out[0].type_sql if len(out) == 1 else "record"
    if isinstance(node, ScalarNode):
        result, is_set = _scalar_result(scope, node)
        _check_fired(scope, root, node, result)
        _check_out(scope, node, result, out)
        _check_polymorphic(scope, node, result, arguments)
        returns = f"SETOF {result}" if is_set else result
    else:
        returns, is_set = _table_result(scope, root.mapping("returns"), arguments), True
    rows = root.scalar("rows")
    if rows is not None and not is_set:
        message = "the function returns no set, so it has no number of rows"
        _report(scope, rows, message, "Remove rows, or write `returns: setof …`.")
    return returns


def _report(scope: Scope, node: ScalarNode, message: str, remedy: str) -> None:
    scope.findings.error("unfit-result", node.position, message, remedy)


def _scalar_result(scope: Scope, node: ScalarNode) -> tuple[str, bool]:
    prefix = _SETOF.match(node.text)
    skip = prefix.end() if prefix else 0
    result = build_type(scope, node, pseudo_types=_RESULTS, skip=skip)
    if prefix and result in _FIRED:
        _report(scope, node, f"a function returns one {result}", f"Write {result}.")
    return result, prefix is not None


def _table_result(
    scope: Scope, node: MappingNode, arguments: Sequence[Argument]
) -> str:
    names = {argument.name for argument in arguments}
    for argument in arguments:
        if argument.mode in {"out", "inout"}:
            message = f'"{argument.name}" comes out, and so does the table'
            remedy = f'Make "{argument.name}" a column of the table.'
            report_argument(scope, node, message, remedy)
    columns = []
    for key, value in node.mapping("table"):
        name = parse_name(scope, key)
        if name in names:
            message = f'an argument is called "{name}" too'
            report_argument(scope, key, message, "Rename one of them.")
        type_sql = build_type(scope, as_scalar(value), pseudo_types=POLYMORPHIC)
        columns.append(f"{quote_identifier(name)} {type_sql}")
    return f"TABLE ({', '.join(columns)})"


def _check_fired(
    scope: Scope, root: MappingNode, node: ScalarNode, result: str
) -> None:
    """Note what the function of a trigger cannot be."""
    if result not in _FIRED:
        return
    if root.text("language") == "sql":
        message = f"a function that returns {result} cannot be written in sql"
        _report(scope, node, message, "Write it in plpgsql.")
    if root.items("arguments"):
        message = f"a function that returns {result} has no arguments"
        remedy = "Remove them; the body finds a trigger's in tg_argv."
        _report(scope, node, message, remedy)


def _check_out(
    scope: Scope, node: ScalarNode, result: str, out: Sequence[Argument]
) -> None:
    """Note a result that is another one than what comes out of the arguments."""
    expected = out[0].type_sql if len(out) == 1 else "record"
    if out and result and result != expected:
        _report(
            scope,
            node,
            f"what comes out of the arguments makes the result {expected}",
            f"Remove returns, or write {expected}.",
        )


def _check_polymorphic(
    scope: Scope, node: ScalarNode, result: str, arguments: Sequence[Argument]
) -> None:
    """Note a result of any type that no argument determines."""
    is_open = result.removesuffix("[]") in POLYMORPHIC
    given = {each.type_sql for each in arguments if each.mode != "out"}
    if is_open and not given & POLYMORPHIC:
        message = f"no argument says which type {result} is"
        _report(scope, node, message, "Name a type, or make an argument anyelement.")
