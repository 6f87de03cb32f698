"""The names that SQL in a spec uses: found, and qualified where they are ours.

Functions, types and tables of the project and of known extensions get their schema in
front, because the script runs with nothing but `pg_catalog` in its search path.
"""

from collections.abc import Iterable
from typing import Final

from compiler.build.callee import count_taken
from compiler.build.extensions import extension_schema
from compiler.build.function_name import is_surely_unknown, report_unknown_function
from compiler.build.reference import report_unknown
from compiler.build.scope import Scope, shown
from compiler.build.sql_source import SqlSource
from compiler.build.version_check import check_version
from compiler.model.name import QualifiedName
from compiler.syntax.builtin_types import BUILTIN_TYPES
from compiler.syntax.names_used import NameUse, ParsedExpression
from compiler.syntax.quote import quote_identifier

_IN_PG_CATALOG: Final = "pg_"


def qualify_names(source: SqlSource, parsed: ParsedExpression) -> str:
    """Return the SQL with the schemas that its names lack; what is not there is noted.

    Args:
        source: the SQL.
        parsed: the names in it.
    """
    check_version(source)
    text = source.text
    for offset, prefix in sorted(_prefixes(source, parsed), reverse=True):
        text = text[:offset] + prefix + text[offset:]
    return text


def _prefixes(source: SqlSource, parsed: ParsedExpression) -> Iterable[tuple[int, str]]:
    uses = (
        ("function", parsed.functions),
        ("type", parsed.types),
        ("table", parsed.relations),
        ("sequence", parsed.sequences),
    )
    for kind, of_kind in uses:
        for use in of_kind:
            schema = _schema_of(source, kind, use)
            if schema:
                yield use.offset, _in_text(schema) if use.in_text else _in_sql(schema)


def _in_sql(schema: str) -> str:
    return f"{quote_identifier(schema)}."


def _in_text(schema: str) -> str:
    """Return the schema as it stands in a text: quoted alike for every tenant."""
    quoted = schema.replace('"', '""').replace("'", "''")
    return f'"{quoted}".'


def _schema_of(source: SqlSource, kind: str, use: NameUse) -> str:
    """Return the schema that the use lacks; empty where it needs none."""
    scope = source.scope
    name = ".".join(use.parts)
    found = _find(scope, kind, name)
    if found is None and _is_unknown(scope, kind, use):
        position = source.position_of(use.offset)
        if kind == "function":
            report_unknown_function(scope, position, name)
        else:
            report_unknown(scope, position, kind, name)
    if found is not None and kind == "function":
        _check_call(source, found, use)
    if len(use.parts) > 1:
        return ""
    if found is not None:
        return found.schema
    return extension_schema(scope.project.extensions, kind, name)


def _check_call(source: SqlSource, found: QualifiedName, use: NameUse) -> None:
    """Note a call with more or fewer arguments than any function of the name takes."""
    specs = tuple(source.scope.find_all("function", found))
    documents = [it for it in specs if it.kind != "procedure"]
    if specs and not documents:
        _report_procedure(source, found, use)
    counts = [count for count in map(count_taken, documents) if count is not None]
    if use.arguments < 0 or not documents or len(counts) < len(documents):
        return
    if any(least <= use.arguments <= most for least, most in counts):
        return
    numbers = sorted({number for count in counts for number in count})
    takes = " or ".join(str(number) for number in numbers)
    takes += " argument" if numbers == [1] else " arguments"
    source.error(
        "wrong-arguments",
        use.offset,
        f'the {documents[0].kind} "{shown(found.name)}" takes {takes}, and is called '
        f"with {use.arguments}",
        f"Write {takes}.",
    )


def _report_procedure(source: SqlSource, found: QualifiedName, use: NameUse) -> None:
    source.error(
        "unknown-function",
        use.offset,
        f'"{shown(found.name)}" is a procedure, which gives no value',
        "Write a function, or make this one of the kind function.",
    )


def _find(scope: Scope, kind: str, name: str) -> QualifiedName | None:
    found = scope.qualify(kind, name)
    if found is None and kind == "function":
        # The name of a type, called like a function, casts to it.
        return scope.qualify("type", name)
    return found


def _is_unknown(scope: Scope, kind: str, use: NameUse) -> bool:
    """Return whether a name can be none of PostgreSQL's or of an extension's."""
    name = use.parts[-1]
    if len(use.parts) > 1:
        return use.parts[0] == scope.project.schema
    if kind == "function":
        return name not in BUILTIN_TYPES and is_surely_unknown(scope, name)
    return kind == "sequence" or (
        kind == "table" and not name.startswith(_IN_PG_CATALOG)
    )
