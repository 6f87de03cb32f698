"""Indexes."""

from compiler.model.index import Index, IndexElement, OperatorClass
from compiler.model.name import QualifiedName
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.expression import arrange_expression
from compiler.render.parameter import arrange_parameters, render_parameter_change
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_index(index: Index) -> tuple[Statement, ...]:
    """Return the creation of an index, and its comment."""
    return _create(index, concurrently="")


def render_create_index_concurrently(index: Index) -> tuple[Statement, ...]:
    """Return the creation of an index while others write, and its comment."""
    return _create(index, concurrently="CONCURRENTLY ")


def render_drop_index_concurrently(index: Index) -> tuple[Statement, ...]:
    """Return what drops an index without waiting for whoever reads the table."""
    sql = render_file("compiler.render", "index/drop_concurrently", name=_name(index))
    return (Statement(sql=sql, object=index, as_owner=True),)


def render_build_on_partitions(index: Index) -> tuple[Statement, ...]:
    """Return what builds an index on each partition that lacks it, while others write.

    The partitions are those that are there when it is run. What an earlier run left
    half built is dropped.
    """
    return _finish(index, attach=False)


def render_attach_indexes(index: Index) -> tuple[Statement, ...]:
    """Return what makes the indexes of partitions parts of that of their table."""
    return _finish(index, attach=True)


def _finish(index: Index, *, attach: bool) -> tuple[Statement, ...]:
    sql = render_file(
        "compiler.render",
        "index/finish",
        name=_name(index),
        table=index.table,
        attach=attach,
    )
    return (Statement(sql=sql, object=index, as_owner=True, generates=True),)


def render_alter_index(before: Index, after: Index) -> tuple[Statement, ...]:
    """Return what gives an index other parameters or another description."""
    return (
        *render_parameter_change(
            after,
            "index",
            {"name": _name(after)},
            before.storage_parameters,
            after.storage_parameters,
        ),
        *render_comment_change(
            after, f"INDEX {_name(after).sql}", before.description, after.description
        ),
    )


def _name(index: Index) -> QualifiedName:
    return QualifiedName(schema=index.table.schema, name=index.name)


def _create(index: Index, *, concurrently: str) -> tuple[Statement, ...]:
    sql = render_file(
        "compiler.render",
        "index/create",
        index=index,
        concurrently=concurrently,
        unique="UNIQUE " if index.unique else "",
        only="ONLY " if index.only else "",
        elements=tuple(arrange_element(element) for element in index.elements),
        parameters=arrange_parameters(index.storage_parameters),
        predicate=arrange_expression(index.predicate, 2) if index.predicate else "",
    )
    return (
        Statement(sql=sql, object=index, as_owner=True),
        *render_comment(index, f"INDEX {_name(index).sql}", index.description),
    )


def arrange_element(element: IndexElement) -> str:
    """Return what an index sorts or hashes by, as `CREATE INDEX` takes it."""
    parts = (
        quote_identifier(element.expression)
        if element.is_column
        else arrange_expression(element.expression, 2),
        f"COLLATE {element.collation}" if element.collation else "",
        _operator_class(element.operator_class) if element.operator_class else "",
        element.order.upper(),
        f"NULLS {element.nulls.upper()}" if element.nulls else "",
    )
    return " ".join(part for part in parts if part)


def _operator_class(operator_class: OperatorClass) -> str:
    parameters = ", ".join(arrange_parameters(operator_class.parameters))
    return f"{operator_class.sql} ({parameters})" if parameters else operator_class.sql
