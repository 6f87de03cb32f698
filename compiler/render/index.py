"""Indexes."""

import re
from typing import Final

from compiler.model.index import Index, IndexElement
from compiler.model.name import QualifiedName
from compiler.render.comment import render_comment
from compiler.render.expression import arrange_expression
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier, quote_literal

_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def render_create_index(index: Index) -> tuple[Statement, ...]:
    """Return the creation of an index, and its comment."""
    sql = render_file(
        "compiler.render",
        "index/create",
        index=index,
        unique="UNIQUE " if index.unique else "",
        elements=tuple(_element(element) for element in index.elements),
        parameters=tuple(_parameter(*item) for item in index.storage_parameters),
        predicate=arrange_expression(index.predicate, 2) if index.predicate else "",
    )
    name = QualifiedName(schema=index.table.schema, name=index.name)
    return (
        Statement(sql=sql, object=index, as_owner=True),
        *render_comment(index, f"INDEX {name.sql}", index.description),
    )


def _element(element: IndexElement) -> str:
    parts = (
        quote_identifier(element.expression)
        if element.is_column
        else arrange_expression(element.expression, 2),
        element.operator_class,
        element.order.upper(),
        f"NULLS {element.nulls.upper()}" if element.nulls else "",
    )
    return " ".join(part for part in parts if part)


def _parameter(name: str, value: str) -> str:
    written = value if _NUMBER.fullmatch(value) else quote_literal(value)
    return f"{quote_identifier(name)} = {written}"
