"""What an expression may hold, by the place where it stands.

Source: PostgreSQL source, `src/backend/parser/parse_expr.c`, `parse_agg.c` and
`parse_func.c`; all of it was tried on servers of 15 and 18.
"""

import dataclasses
from collections.abc import Callable
from typing import Final

from compiler.build.callee import builtin_name, own_specs, returns_set
from compiler.build.scope import Scope
from compiler.build.sql_source import SqlSource
from compiler.document import Document
from compiler.model.column import SYSTEM_COLUMNS
from compiler.syntax.function_kinds import AGGREGATES, SETS, WINDOW_FUNCTIONS
from compiler.syntax.names_used import NameUse, ParsedExpression


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ExpressionPlace:
    """A place where an expression stands, and what it may hold there.

    Args:
        what: the place in a message, as in `an index`.
        condition: whether it has to be true or false.
        queries: whether sub-selects may stand there.
        aggregates: whether aggregates and window functions may.
        sets: whether functions may that return any number of rows.
        system_columns: those that it may name.
        instead: the help for who wants a sub-select.
    """

    what: str
    condition: bool = False
    queries: bool = False
    aggregates: bool = False
    sets: bool = False
    system_columns: frozenset[str] = frozenset()
    instead: str = "Remove it; what is computed here has to come from the row alone."


CHECK: Final = ExpressionPlace(
    what="a check",
    condition=True,
    system_columns=frozenset({"tableoid"}),
    instead="Compare columns of the same row; a trigger can look at other rows.",
)
DOMAIN_CHECK: Final = ExpressionPlace(
    what="a check of a domain",
    condition=True,
    instead="Compare the value alone; a trigger can look at other rows.",
)
DEFAULT: Final = ExpressionPlace(
    what="a default", instead="Write a function that runs the query, and call it."
)
USING: Final = ExpressionPlace(what="the conversion of a column")
BACKFILL: Final = ExpressionPlace(what="the value of rows that are there")
INDEX: Final = ExpressionPlace(what="an index")
INDEX_CONDITION: Final = ExpressionPlace(
    what="the condition of an index", condition=True
)
EXCLUSION: Final = ExpressionPlace(what="an exclusion constraint")
EXCLUSION_CONDITION: Final = ExpressionPlace(
    what="the condition of an exclusion constraint", condition=True
)
GENERATED: Final = ExpressionPlace(what="a generated column")
STATISTICS: Final = ExpressionPlace(what="an expression of extended statistics")
PARTITION_KEY: Final = ExpressionPlace(what="a partition key")
# Whatever a bound calls is refused where it is built.
PARTITION_BOUND: Final = ExpressionPlace(
    what="a bound of a partition",
    aggregates=True,
    sets=True,
    instead="Write a constant.",
)
TRIGGER: Final = ExpressionPlace(
    what="the condition of a trigger",
    condition=True,
    instead="Remove it, and let the function of the trigger run the query.",
)
POLICY: Final = ExpressionPlace(
    what="a policy", condition=True, queries=True, system_columns=SYSTEM_COLUMNS
)
RULE: Final = ExpressionPlace(
    what="the condition of a rule", condition=True, queries=True
)
# A set makes several rows of the only one; beside others PostgreSQL refuses it.
ONLY_ROW: Final = ExpressionPlace(what="a value of a row", queries=True, sets=True)
ROW: Final = ExpressionPlace(what="a value of a row", queries=True)
RESULT: Final = ExpressionPlace(
    what="the result of a function", queries=True, aggregates=True, sets=True
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Misplaced:
    """Functions that not every place may hold.

    Args:
        rule: name of the rule that forbids them.
        why: what they do, as a finding says it.
        in_query: the help where sub-selects may stand.
        alone: the help elsewhere.
        builtin: names of PostgreSQL's own.
        is_own: whether a spec declares one.
    """

    rule: str
    why: str
    in_query: str
    alone: str
    builtin: frozenset[str]
    is_own: Callable[[Document], bool]


_AGGREGATE: Final = _Misplaced(
    rule="misplaced-aggregate",
    why="is computed from several rows",
    in_query="Put it in a sub-select over the rows that it reads.",
    alone="Write it without aggregates and window functions.",
    builtin=AGGREGATES | WINDOW_FUNCTIONS,
    is_own=lambda spec: spec.kind == "aggregate",
)
_SET: Final = _Misplaced(
    rule="misplaced-set",
    why="returns any number of rows",
    in_query="Put it in a sub-select that returns one of them.",
    alone="Call a function that returns one value.",
    builtin=SETS,
    is_own=returns_set,
)


def check_place(
    source: SqlSource, place: ExpressionPlace, parsed: ParsedExpression
) -> None:
    """Note what the place does not allow.

    Args:
        source: the expression.
        place: where it stands.
        parsed: the names in it.
    """
    for use in () if place.queries else parsed.queries:
        message = f"{place.what} cannot hold a sub-select"
        source.error("misplaced-query", use.offset, message, place.instead)
    written = {use.offset for use in parsed.aggregates}
    if not place.aggregates:
        for use in parsed.aggregates:
            _report(source, place, use, _AGGREGATE)
    for use in parsed.functions:
        if use.in_subquery or use.offset in written:
            continue
        if not place.aggregates and _is(source.scope, use, _AGGREGATE):
            _report(source, place, use, _AGGREGATE)
        elif not place.sets and _is(source.scope, use, _SET):
            _report(source, place, use, _SET)


def _report(
    source: SqlSource, place: ExpressionPlace, use: NameUse, misplaced: _Misplaced
) -> None:
    source.error(
        misplaced.rule,
        use.offset,
        f"{place.what} cannot hold {use.parts[-1]}, which {misplaced.why}",
        misplaced.in_query if place.queries else misplaced.alone,
    )


def _is(scope: Scope, use: NameUse, misplaced: _Misplaced) -> bool:
    if use.parts[-1] in misplaced.builtin and builtin_name(scope, use.parts):
        return True
    specs = own_specs(scope, use.parts)
    return bool(specs) and all(misplaced.is_own(spec) for spec in specs)
