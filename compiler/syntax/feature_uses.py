"""Where SQL uses what older servers refuse, read off PostgreSQL's parse tree."""

import dataclasses
import functools
import itertools
import re
from collections.abc import Callable, Iterator
from typing import Final

from compiler.syntax import features
from compiler.syntax.features import (
    NEWER_COLLATIONS,
    Feature,
    features_of_collation,
)
from compiler.syntax.libpg_query import SqlError, TreeNode, parse_tree, scan_tokens
from compiler.syntax.newer_functions import NEWER_FORMS, NEWER_FUNCTIONS
from compiler.syntax.tree import (
    children,
    descend,
    enum_name,
    find_offset,
    name_parts,
)

_EXPRESSION: Final = "SELECT ("
_HINT: Final = re.compile(
    "|".join(
        [
            *("json_", r"is\s+(?:not\s+)?json"),
            r"\b(?:json|jsonb_strip_nulls|random|generate_series)\s*\(",
            *("merge", "returning", r"at\s+local", "indent"),
            *(r"(?:from|join|,)\s*(?:lateral\s*)?\(", r"\b\d+_\d", r"\b0[xob]\d"),
        ]
    )
)
_WORD: Final = re.compile(r"[a-z_]\w*")
_WORDS: Final = frozenset({*map(str.lower, NEWER_COLLATIONS), *NEWER_FUNCTIONS})
"""What uses have in common; SQL without it, as nearly all is, is not parsed here."""

_NUMBER: Final = re.compile(r"0[xob]|\d[\d.]*_\d", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FeatureUse:
    """A place at which SQL needs a version.

    Args:
        what: needs it, as a finding says it.
        function: its name in parts, where it is a function, which may be another one.
        offset: in the SQL, in characters from 0.
    """

    what: str
    since: int
    instead: str
    function: tuple[str, ...]
    offset: int


def may_use_features(sql: str) -> bool:
    """Return whether SQL may use any feature; nearly all does not."""
    lower = sql.lower()
    return not _WORDS.isdisjoint(_WORD.findall(lower)) or bool(_HINT.search(lower))


@functools.lru_cache(maxsize=4096)
def find_feature_uses(sql: str) -> tuple[FeatureUse, ...]:
    """Return the uses of what is newer than PostgreSQL 15, in order.

    SQL that is not grammatical has none: that is a finding of its own.

    Args:
        sql: statements, or one expression.
    """
    if not may_use_features(sql):
        return ()
    try:
        prefix, tree = _parse(sql)
        found = list(_number_forms(sql))
    except SqlError:
        return ()
    for location, use in _uses(tree, 0):
        place = find_offset(sql, location, prefix)
        found.append(dataclasses.replace(use, offset=place))
    return tuple(sorted(dict.fromkeys(found), key=lambda use: use.offset))


def _parse(sql: str) -> tuple[str, TreeNode]:
    """Return the tree of statements or of an expression, and what was put before it.

    Raises:
        SqlError: it is neither.
    """
    try:
        return "", parse_tree(sql)
    except SqlError:
        return _EXPRESSION, parse_tree(f"{_EXPRESSION}{sql})")


def _number_forms(sql: str) -> Iterator[FeatureUse]:
    for token in scan_tokens(sql):
        if _NUMBER.match(token.text):
            yield _use(features.NUMBER_FORM, token.start)


def _uses(message: TreeNode, near: int) -> Iterator[tuple[int, FeatureUse]]:
    """Yield the uses below a node with their places, in bytes.

    Args:
        message: a node.
        near: the place of what it stands in, for nodes that know none of their own.
    """
    kind = type(message).__name__
    near = _place(message) or near
    feature = _NODES.get(kind)
    judge = _JUDGES.get(kind)
    if feature is not None:
        yield near, _use(feature, 0)
    if judge is not None:
        yield from ((near, use) for use in judge(message))
    for child in children(message):
        yield from _uses(child, near)


def _place(message: TreeNode) -> int:
    """Return the place of a node, or else of the first below it that knows one."""
    place = int(getattr(message, "location", 0))
    if place > 0:
        return place
    if type(message).__name__ in _JUDGES:
        below = itertools.islice(descend(message), 1, None)
        return next((it for it in map(_place, below) if it > 0), 0)
    return 0


def _of_function(call: TreeNode) -> Iterator[FeatureUse]:
    parts = name_parts(call.funcname)
    count = len(call.args)
    if parts == ("pg_catalog", "timezone") and count == 1:
        yield _use(features.AT_LOCAL, 0)
        return
    since = NEWER_FUNCTIONS.get(parts[-1]) or NEWER_FORMS.get((parts[-1], count))
    if since is not None and parts[:-1] in {(), ("pg_catalog",)}:
        yield FeatureUse(
            what=f"{parts[-1]}()"
            if parts[-1] in NEWER_FUNCTIONS
            else f"{parts[-1]}() with {count} arguments",
            since=since,
            instead=_INSTEAD.get(parts[-1], "write it in another way"),
            function=parts,
            offset=0,
        )


def _of_merge(merge: TreeNode) -> Iterator[FeatureUse]:
    if merge.HasField("returning_clause"):
        yield _use(features.MERGE_RETURNING, 0)
    for clause in merge.merge_when_clauses:
        match = enum_name(clause.merge_when_clause, "match_kind")
        if match == "MERGE_WHEN_NOT_MATCHED_BY_SOURCE":
            yield _use(features.MERGE_BY_SOURCE, 0)


def _of_returning(clause: TreeNode) -> Iterator[FeatureUse]:
    if clause.options or any(_names_row(node) for node in clause.exprs):
        yield _use(features.RETURNING_OLD, 0)


def _names_row(message: TreeNode) -> bool:
    """Return whether an expression reads a column of `old` or `new`."""
    if type(message).__name__ == "ColumnRef":
        first, *rest = message.fields
        return bool(rest) and first.string.sval in {"old", "new"}
    return any(map(_names_row, children(message)))


def _of_subselect(source: TreeNode) -> Iterator[FeatureUse]:
    if not source.HasField("alias"):
        yield _use(features.NO_ALIAS, 0)


def _of_xml(serialize: TreeNode) -> Iterator[FeatureUse]:
    if serialize.indent:
        yield _use(features.XML_INDENT, 0)


def _of_collation(clause: TreeNode) -> Iterator[FeatureUse]:
    name = str(clause.collname[-1].string.sval)
    yield from (_use(feature, 0) for feature in features_of_collation(name))


def _use(feature: Feature, offset: int) -> FeatureUse:
    return FeatureUse(
        what=feature.what,
        since=feature.since,
        instead=feature.instead,
        function=(),
        offset=offset,
    )


_INSTEAD: Final = {
    "any_value": "write min or max",
    "array_sort": "write ARRAY(SELECT … ORDER BY …)",
    "date_add": "write + with an interval",
    "date_subtract": "write - with an interval",
    "uuidv4": "write gen_random_uuid()",
    "uuidv7": "write gen_random_uuid()",
}
_NODES: Final = {
    "JsonArrayAgg": features.JSON_AGGREGATE,
    "JsonArrayConstructor": features.JSON_ARRAY,
    "JsonArrayQueryConstructor": features.JSON_ARRAY,
    "JsonFuncExpr": features.JSON_QUERY,
    "JsonIsPredicate": features.IS_JSON,
    "JsonObjectAgg": features.JSON_AGGREGATE,
    "JsonObjectConstructor": features.JSON_OBJECT,
    "JsonParseExpr": features.JSON_VALUE_OF,
    "JsonScalarExpr": features.JSON_VALUE_OF,
    "JsonSerializeExpr": features.JSON_VALUE_OF,
    "JsonTable": features.JSON_TABLE,
    "MergeSupportFunc": features.MERGE_ACTION,
}
_JUDGES: Final[dict[str, Callable[[TreeNode], Iterator[FeatureUse]]]] = {
    "CollateClause": _of_collation,
    "FuncCall": _of_function,
    "MergeStmt": _of_merge,
    "RangeSubselect": _of_subselect,
    "ReturningClause": _of_returning,
    "XmlSerialize": _of_xml,
}
