"""Views, and views whose rows are stored."""

import dataclasses
from typing import Literal, TypeAlias

from compiler.model.name import QualifiedName
from compiler.model.parameter import Parameter

CheckOption: TypeAlias = Literal["", "local", "cascaded"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ViewColumn:
    """A column of a view by the name that the view gives it.

    Args:
        type_sql: its type, as SQL writes it; empty where only a server knows it.
    """

    name: str
    type_sql: str
    description: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A view.

    Triggers, rules and grants are objects of their own.

    Args:
        columns: of the first columns of its query, in order; none where they go by the
            names that the query gives them.
        query: SQL, its names qualified.
        recursive: whether the query reads the view itself.
        security_invoker: whether it reads with the rights of whoever reads it, and not
            with those of its owner.
        security_barrier: whether conditions of whoever reads it see no other rows.
        check_option: which conditions new rows have to meet; empty for none.
        depends_on: what has to be there first, though the query does not name it.
    """

    name: QualifiedName
    columns: tuple[ViewColumn, ...]
    query: str
    recursive: bool
    security_invoker: bool
    security_barrier: bool
    check_option: CheckOption
    depends_on: tuple[QualifiedName, ...]
    description: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MaterializedView:
    """A view whose rows are stored until it is refreshed.

    Indexes and grants are objects of their own.

    Args:
        columns: as those of a view.
        query: SQL, its names qualified.
        storage_parameters: its own, and those of its TOAST table (`toast.…`).
        with_data: whether it is filled when it is created.
        depends_on: what has to be there first, though the query does not name it.
    """

    name: QualifiedName
    columns: tuple[ViewColumn, ...]
    query: str
    storage_parameters: tuple[Parameter, ...]
    with_data: bool
    depends_on: tuple[QualifiedName, ...]
    description: str
