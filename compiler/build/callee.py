"""What the functions are that SQL in a spec calls: the project's, or PostgreSQL's."""

from typing import Final

from compiler.build.extensions import extension_schema
from compiler.build.scope import Scope
from compiler.document import Document, MappingNode, as_mapping

_PG_CATALOG: Final = "pg_catalog"


def builtin_name(scope: Scope, parts: tuple[str, ...]) -> str:
    """Return the name of PostgreSQL's function; empty where another one may be meant.

    Args:
        scope: where the call stands.
        parts: of the name that is called.
    """
    *schema, name = parts
    if schema:
        return name if schema == [_PG_CATALOG] else ""
    if scope.qualify("function", name) or scope.qualify("type", name):
        return ""
    is_extensions = extension_schema(scope.project.extensions, "function", name)
    return "" if is_extensions else name


def own_specs(scope: Scope, parts: tuple[str, ...]) -> tuple[Document, ...]:
    """Return the specs that a call by this name may mean; none where it is not ours."""
    found = scope.qualify("function", ".".join(parts))
    return tuple(scope.find_all("function", found)) if found else ()


def count_taken(document: Document) -> tuple[int, int] | None:
    """Return how many arguments a call needs at least, and at most.

    Returns:
        Nothing where the number does not tell: in what takes any number of them, in an
        ordered set, and in a type that is called like a function.
    """
    root = document.root
    if document.kind == "type" or "order_by" in root:
        return None
    nodes = [as_mapping(item) for item in root.items("arguments")]
    taken = [node for node in nodes if node.text("mode") != "out"]
    if any(node.text("mode") == "variadic" for node in taken):
        return None
    return sum("default" not in node for node in taken), len(taken)


def returns_set(document: Document) -> bool:
    """Return whether the spec is one of a function that returns any number of rows."""
    returns = document.root.get("returns")
    if document.kind != "function" or returns is None:
        return False
    if isinstance(returns, MappingNode):
        return True
    return document.root.text("returns").lower().split()[:1] == ["setof"]


def may_be_inlined(document: Document) -> bool:
    """Return whether PostgreSQL may put the body of a function in place of its call."""
    root = document.root
    return document.kind != "function" or (
        root.text("language") == "sql"
        and root.text("security") != "definer"
        and "settings" not in root
    )
