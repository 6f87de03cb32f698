"""The names that SQL uses, read off PostgreSQL's own tree of it."""

import dataclasses
import re
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from compiler.syntax.libpg_query import SqlError, TreeNode
from compiler.syntax.names_in_texts import find_text_name, fold_word
from compiler.syntax.tree import find_offset

_WORD: Final = re.compile(r'[uU]&"|"(?:[^"]|"")*"|[^\W\d][\w$]*')

_NAMING: Final = frozenset(
    {"ColumnRef", "FuncCall", "RangeVar", "SQLValueFunction", "TypeName"}
)
_WITH: Final = frozenset(
    {"DeleteStmt", "InsertStmt", "MergeStmt", "SelectStmt", "UpdateStmt"}
)
"""Statements that common table expressions may stand in front of."""

_NO_CHILDREN: Final = frozenset({"fields", "funcname", "name", "names", "with_clause"})
"""Fields of nodes that are not walked through: parts of a name, and what is seen to."""

_LEAVES: Final = frozenset(
    {"A_Const", "A_Star", "Boolean", "Float", "Integer", "String"}
)
"""Kinds of nodes that hold neither names nor other nodes; half of all are."""

_TYPING: Final = frozenset(
    {"A_Expr", "BoolExpr", "BooleanTest", "CaseExpr", "TypeCast"}
)

_OF_AGGREGATES: Final = frozenset({"GroupingFunc", "JsonArrayAgg", "JsonObjectAgg"})
"""Aggregates that are syntax, not calls by name."""

_FIELDS: Final = "agg_distinct agg_filter agg_order agg_star agg_within_group over"
_AGGREGATE_FIELDS: Final = tuple(_FIELDS.split())
"""What a call has only if it is one of an aggregate or of a window function."""

_Kind: TypeAlias = Literal[
    "column",
    "function",
    "type",
    "relation",
    "sequence",
    "keyword",
    "query",
    "aggregate",
]


@dataclasses.dataclass(frozen=True, slots=True)
class NameUse:
    """A name that stands in SQL.

    Args:
        parts: of the qualified name, without quotes, in lower case where they were
            not quoted; the last may be `*` in a column. Types whose spelling is
            PostgreSQL's own syntax are in `pg_catalog`.
        offset: in the text, in characters from 0.
        in_subquery: it stands in a sub-select, whose tables may be meant.
        in_text: it stands in a text constant that names a relation.
        arguments: how many a call hands over; -1 where that does not tell, and in what
            is no call.
    """

    parts: tuple[str, ...]
    offset: int
    in_subquery: bool
    in_text: bool = False
    arguments: int = -1


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ParsedExpression:
    """The names in SQL, each use of them, in the order of the tree.

    Args:
        columns: whatever may be a column: in a sub-select, aliases too.
        functions: those that are called by name; not `coalesce`, `extract` and others
            that are syntax.
        types: those of casts.
        relations: tables and views, common table expressions left out; those of texts
            that are cast to `regclass` too.
        sequences: those that `nextval` and its like are given as a text.
        keywords: words such as `user` that are values, in lower case.
        queries: sub-selects, which have no names; those within others are left out.
        aggregates: calls that are written as only those of aggregates and of window
            functions are, whatever they name.
    """

    columns: tuple[NameUse, ...]
    functions: tuple[NameUse, ...]
    types: tuple[NameUse, ...]
    relations: tuple[NameUse, ...]
    sequences: tuple[NameUse, ...]
    keywords: tuple[NameUse, ...]
    queries: tuple[NameUse, ...]
    aggregates: tuple[NameUse, ...]


class NameWalk:
    """Goes through the tree of one expression, of a query, or of statements.

    Args:
        text: the SQL.
        prefix: what stood in front of it when it was parsed.
        refused: kinds of nodes that must not be there, with what is wrong with each.

    Attributes:
        uses: the names so far, each with its kind.
        typing: nodes outside of sub-selects that make their parts be of certain types.
    """

    def __init__(self, text: str, prefix: str, refused: Mapping[str, str]) -> None:
        self.uses: list[tuple[_Kind, NameUse]] = []
        self.typing: list[TreeNode] = []
        self._prefix = prefix
        self._refused = refused
        self._text = text

    def found(self) -> ParsedExpression:
        """Return what was noted, kind by kind."""
        by_kind: dict[_Kind, list[NameUse]] = {}
        for kind, use in self.uses:
            by_kind.setdefault(kind, []).append(use)
        return ParsedExpression(
            columns=tuple(by_kind.get("column", ())),
            functions=tuple(by_kind.get("function", ())),
            types=tuple(by_kind.get("type", ())),
            relations=tuple(by_kind.get("relation", ())),
            sequences=tuple(by_kind.get("sequence", ())),
            keywords=tuple(by_kind.get("keyword", ())),
            queries=tuple(by_kind.get("query", ())),
            aggregates=tuple(by_kind.get("aggregate", ())),
        )

    def visit(
        self, message: TreeNode, with_names: tuple[str, ...], *, inside: bool
    ) -> None:
        """Note the names below a node, with what kind of thing they name.

        Args:
            message: a node.
            with_names: the common table expressions that it can see.
            inside: whether it stands in a sub-select.
        """
        kind = type(message).__name__
        if kind in self._refused:
            offset = self._offset(getattr(message, "location", 0))
            raise SqlError(self._refused[kind], offset)
        if kind == "Node":
            # A plain DISTINCT is a list of one node that is empty.
            for _, inner in message.ListFields():
                self.visit(inner, with_names, inside=inside)
        elif kind not in _LEAVES:
            self._visit_named(kind, message, with_names, inside=inside)

    def _visit_named(
        self,
        kind: str,
        message: TreeNode,
        with_names: tuple[str, ...],
        *,
        inside: bool,
    ) -> None:
        self._note_text(message, inside=inside)
        if not inside:
            self._note_form(kind, message)
        if kind in _NAMING:
            self._note(message, with_names, inside=inside)
        elif kind in _WITH:
            inside = True
            with_names = self._visit_with(message, with_names)
        for field, value in message.ListFields():
            if field.message_type is None or field.name in _NO_CHILDREN:
                continue
            for child in (value,) if hasattr(value, "ListFields") else value:
                self.visit(child, with_names, inside=inside)

    def _visit_with(
        self, message: TreeNode, with_names: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return the common table expressions that a statement sees, its own too."""
        for cte in message.with_clause.ctes:
            name = (cte.common_table_expr.ctename,)
            own = name if message.with_clause.recursive else ()
            self.visit(cte, with_names + own, inside=True)
            with_names += name
        return with_names

    def _note(
        self, message: TreeNode, with_names: tuple[str, ...], *, inside: bool
    ) -> None:
        match type(message).__name__:
            case "ColumnRef":
                kind: _Kind = "column"
                parts = tuple(_part(node) for node in message.fields)
            case "FuncCall":
                kind, parts = "function", tuple(_part(n) for n in message.funcname)
                if not self._is_written(parts[0], message.location):
                    return
            case "TypeName":
                kind, parts = "type", tuple(_part(node) for node in message.names)
            case "SQLValueFunction":
                kind, parts = "keyword", (self._word_at(message.location),)
            case _:
                names = (message.catalogname, message.schemaname, message.relname)
                kind, parts = "relation", tuple(name for name in names if name)
                if len(parts) == 1 and parts[0] in with_names:
                    return
        offset = self._offset(message.location)
        count = _count_arguments(message) if kind == "function" else -1
        use = NameUse(parts, offset, in_subquery=inside, arguments=count)
        self.uses.append((kind, use))

    def _note_form(self, kind: str, message: TreeNode) -> None:
        """Note what an expression is made of, beside the names in it.

        That is a query, a call that only an aggregate or a window function has, and
        what gives its parts their types.
        """
        if kind in _TYPING:
            self.typing.append(message)
        elif kind == "SubLink":
            self._add("query", (), message.location)
        elif kind == "FuncCall":
            if any(_is_set(message, field) for field in _AGGREGATE_FIELDS):
                parts = tuple(_part(node) for node in message.funcname)
                self._add("aggregate", parts, message.location)
        elif kind in _OF_AGGREGATES:
            is_json = kind != "GroupingFunc"
            location = (message.constructor if is_json else message).location
            self._add("aggregate", (self._word_at(location),), location)

    def _add(self, kind: _Kind, parts: tuple[str, ...], location: int) -> None:
        use = NameUse(parts, self._offset(location), in_subquery=False)
        self.uses.append((kind, use))

    def _note_text(self, message: TreeNode, *, inside: bool) -> None:
        """Note the relation that a text constant names."""
        found = find_text_name(message)
        if found is None:
            return
        offset = self._offset(found.location)
        if not found.parts or self._text[offset : offset + 1] != "'":
            raise SqlError("no name of a relation stands here in plain quotes", offset)
        use = NameUse(found.parts, offset + 1, in_subquery=inside, in_text=True)
        self.uses.append((found.kind, use))

    def _offset(self, location: int) -> int:
        return find_offset(self._text, location, self._prefix)

    def _word_at(self, location: int) -> str:
        match = _WORD.match(self._text, self._offset(location))
        return match.group().lower() if match else ""

    def _is_written(self, name: str, location: int) -> bool:
        """Return whether the name itself stands there, not syntax that calls it."""
        match = _WORD.match(self._text, self._offset(location))
        if match is None:
            return False
        word = match.group()
        if word.startswith('"'):
            return word[1:-1].replace('""', '"').startswith(name)
        # What is longer than 63 bytes was cut.
        return word[1:3] == '&"' or fold_word(word).startswith(name)


def _count_arguments(call: TreeNode) -> int:
    return -1 if call.func_variadic else len(call.args)


def _is_set(message: TreeNode, field: str) -> bool:
    value = getattr(message, field)
    return message.HasField(field) if hasattr(value, "ListFields") else bool(value)


def _part(node: TreeNode) -> str:
    return "*" if node.HasField("a_star") else str(node.string.sval)
