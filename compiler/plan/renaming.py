"""What goes by another name than before: it is renamed, and keeps what it holds.

Specs say so of tables, columns, views, sequences and types. Indexes and constraints are
recognised: one that goes is taken for one that comes if only their names differ, for
PostgreSQL leaves them their names when their table gets another.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar, cast

from compiler.model.aggregate import Aggregate
from compiler.model.catalog import DatabaseObject
from compiler.model.constraint import ForeignKey
from compiler.model.identity import identify
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.rename import Rename as Wish
from compiler.model.routine import Routine
from compiler.model.table import Table
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.plan.changes import Change, Create, Drop, Rename
from compiler.plan.sentinel import SQL_FIELDS
from compiler.plan.settled import settle
from compiler.syntax.commas import hide_quoted
from compiler.syntax.quote import quote_identifier

_COLUMN: Final = "column"
_COLUMNS: Final = frozenset(
    {"columns", "include", "referenced_columns", "action_columns"}
)

Value = TypeVar("Value")


def rename_objects(
    actual: Sequence[DatabaseObject], wishes: Iterable[Wish]
) -> tuple[tuple[Rename, ...], tuple[DatabaseObject, ...]]:
    """Return the renames that are still to be made, and what there is after them.

    A wish that was fulfilled before, or whose old name nothing has, says nothing.

    Args:
        actual: what is there.
        wishes: what specs say of former names.
    """
    renames: list[Rename] = []
    objects = tuple(actual)
    # A column is found by the name that its table has by then.
    for wish in sorted(wishes, key=lambda each: each.kind == _COLUMN):
        found = _find(objects, wish)
        if found is not None:
            objects = tuple(_renamed(each, wish) for each in objects)
            after = _renamed(found, wish)
            if isinstance(found, TableColumn) and isinstance(after, TableColumn):
                named = dataclasses.replace(found.column, name=wish.new)
                after = dataclasses.replace(found, column=named)
            renames.append(Rename(before=found, after=after))
    return tuple(renames), objects


def recognise_renames(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield changes in which what only changes its name is renamed.

    Args:
        changes: what compare found.
    """
    listed = tuple(changes)
    gone = {
        _nameless(change.object): change
        for change in listed
        if isinstance(change, Drop) and _nameless(change.object) is not None
    }
    renamed: set[int] = set()
    for change in listed:
        if not isinstance(change, Create):
            continue
        drop = gone.pop(_nameless(change.object), None)
        if drop is not None and identify(drop.object) != identify(change.object):
            renamed |= {id(drop), id(change)}
            yield Rename(before=drop.object, after=change.object)
    yield from (change for change in listed if id(change) not in renamed)


def _nameless(thing: Thing) -> Thing | None:
    """Return what a thing is but for its name; nothing where that is not enough."""
    match thing:
        case Index() | ForeignKey():
            return settle(dataclasses.replace(thing, name=""))
        case TableConstraint():
            unnamed = dataclasses.replace(thing.constraint, name="")
            return settle(dataclasses.replace(thing, constraint=unnamed))
        case _:
            return None


def _find(objects: Sequence[DatabaseObject], wish: Wish) -> Thing | None:
    """Return what has the old name, if nothing has the new one yet."""
    if wish.kind == _COLUMN:
        return _find_column(objects, wish)
    named = {
        each.name.name: each
        for each in objects
        if hasattr(each, "name")
        and isinstance(each.name, QualifiedName)
        and each.name.schema == wish.schema
        and not isinstance(each, Routine | Aggregate)
    }
    return None if wish.new in named else named.get(wish.old)


def _find_column(objects: Sequence[DatabaseObject], wish: Wish) -> TableColumn | None:
    for each in objects:
        if isinstance(each, Table) and each.name == _table(wish):
            columns = {column.name: column for column in each.columns}
            if wish.old in columns and wish.new not in columns:
                return TableColumn(table=each.name, column=columns[wish.old])
    return None


def _table(wish: Wish) -> QualifiedName:
    return QualifiedName(wish.schema, wish.table)


def _renamed(value: Value, wish: Wish) -> Value:
    if wish.kind == _COLUMN:
        return _with_column(value, wish)
    pattern = re.compile(
        rf"(?<![\w$.\"]){re.escape(quote_identifier(wish.schema))}"
        rf"\.{re.escape(quote_identifier(wish.old))}(?![\w$\"])"
    )
    new = f"{quote_identifier(wish.schema)}.{quote_identifier(wish.new)}"
    old = QualifiedName(wish.schema, wish.old)
    after = QualifiedName(wish.schema, wish.new)
    return cast("Value", _walk(value, old, after, (pattern, new)))


def _walk(
    value: Any,  # noqa: ANN401 - of the model
    old: QualifiedName,
    new: QualifiedName,
    text: tuple[re.Pattern[str], str],
) -> Any:  # noqa: ANN401 - of the model
    """Return a value in which a relation or a type goes by another name."""
    if value == old:
        return new
    if isinstance(value, tuple):
        return tuple(_walk(each, old, new, text) for each in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type | QualifiedName):
        return value
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        content = getattr(value, field.name)
        if isinstance(content, str):
            if field.name in SQL_FIELDS:
                changed[field.name] = _in_code(content, *text)
        elif not _is_of_a_function(value, field.name):
            changed[field.name] = _walk(content, old, new, text)
    return dataclasses.replace(value, **changed)


def _is_of_a_function(value: object, name: str) -> bool:
    """Return whether a field names a function, which no relation is mistaken for."""
    return name == "function" or (
        name == "name" and isinstance(value, Routine | Aggregate)
    )


def _with_column(value: Value, wish: Wish) -> Value:
    """Return a thing in which a column goes by another name, if it is about its table.

    What names the column otherwise is found to differ, and made anew.
    """
    table = _table(wish)
    own = (
        getattr(value, "name", None) == table or getattr(value, "table", None) == table
    )
    referring = getattr(value, "referenced_table", None) == table
    if not own and not referring:
        return value
    word = re.compile(
        rf"(?<![\w$.\"]){re.escape(quote_identifier(wish.old))}(?![\w$\"(])"
    )
    text = (word, quote_identifier(wish.new))
    return cast("Value", _walk_columns(value, wish, text, own=own, referring=referring))


def _walk_columns(
    value: Any,  # noqa: ANN401 - of the model
    wish: Wish,
    text: tuple[re.Pattern[str], str],
    *,
    own: bool,
    referring: bool,
) -> Any:  # noqa: ANN401 - of the model
    if isinstance(value, tuple):
        return tuple(
            _walk_columns(each, wish, text, own=own, referring=referring)
            for each in value
        )
    if not dataclasses.is_dataclass(value) or isinstance(value, type | QualifiedName):
        return value
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        content = getattr(value, field.name)
        meant = referring if field.name == "referenced_columns" else own
        if not meant:
            continue
        if field.name in _COLUMNS and all(isinstance(one, str) for one in content):
            changed[field.name] = tuple(
                wish.new if one == wish.old else one for one in content
            )
        elif isinstance(content, str):
            changed[field.name] = _column_field(value, field.name, content, wish, text)
        else:
            changed[field.name] = _walk_columns(
                content, wish, text, own=own, referring=referring
            )
    return dataclasses.replace(value, **changed)


def _column_field(
    value: object,
    name: str,
    content: str,
    wish: Wish,
    text: tuple[re.Pattern[str], str],
) -> str:
    is_name = name == "column" or (name == "expression" and _is_column(value))
    if is_name or (name == "name" and hasattr(value, "type_sql")):
        return wish.new if content == wish.old else content
    return _in_code(content, *text) if name in SQL_FIELDS else content


def _is_column(value: object) -> bool:
    return bool(getattr(value, "is_column", False))


def _in_code(sql: str, pattern: re.Pattern[str], new: str) -> str:
    """Return SQL in which a name is another wherever no text in quotes has it."""
    pieces: list[str] = []
    position = 0
    hidden = hide_quoted(sql) if '"' not in pattern.pattern else sql
    for match in pattern.finditer(hidden):
        pieces += (sql[position : match.start()], new)
        position = match.end()
    return "".join((*pieces, sql[position:]))
