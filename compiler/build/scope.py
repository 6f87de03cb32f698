"""What a spec's texts mean where they stand: template values, names and references."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Final

from compiler.build.known_columns import Columns
from compiler.build.project import Project
from compiler.build.symbols import Symbols
from compiler.build.text_position import find_position
from compiler.diagnostics import Findings, Position
from compiler.document import Document, ScalarNode
from compiler.model.name import QualifiedName
from compiler.names import (
    MAX_IDENTIFIER_BYTES,
    MAX_TENANT_ID_BYTES,
    SENTINEL_TENANT,
    find_invisible,
    fits,
)
from compiler.spelling import find_nearest
from compiler.syntax.template import (
    Form,
    Template,
    TemplateError,
    UnknownPathError,
    is_template,
    parse_template,
    render_template,
)

_IN_TENANT_SCHEMA: Final = re.compile(rf'"[^".]*{SENTINEL_TENANT}[^".]*"\.')


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where a spec stands.

    Args:
        values: template paths that mean something here, with their values.
        schema: the schema of the tenant; empty in a shared object, which sees none.
        roles: the roles that specs declare.
        relations: the columns of the tables and views that were looked at already, on
            either side.
        types: the types that were looked at already, by schema and name, as SQL.
        bases: the same with what each is, or is a domain over.
        lines: the lines of each spec file.
    """

    project: Project
    symbols: Symbols
    findings: Findings
    values: Mapping[str, str]
    schema: str
    lines: Mapping[str, tuple[str, ...]]
    roles: frozenset[str] = frozenset()
    relations: dict[QualifiedName, Columns] = dataclasses.field(default_factory=dict)
    types: dict[tuple[str, str], str] = dataclasses.field(default_factory=dict)
    bases: dict[tuple[str, str], str] = dataclasses.field(default_factory=dict)

    def plus(self, **values: str) -> "Scope":
        """Return this scope with more template paths (`table_name` is `table.name`)."""
        more = {key.replace("__", "."): value for key, value in values.items()}
        return dataclasses.replace(self, values={**self.values, **more})

    def with_parameters(self, parameters: Mapping[str, str]) -> "Scope":
        """Return this scope with the parameters of a policy type."""
        more = {f"parameters.{key}": value for key, value in parameters.items()}
        return dataclasses.replace(self, values={**self.values, **more})

    def qualify(self, kind: str, name: str) -> QualifiedName | None:
        """Return where the spec of that name lives, or nothing where there is none.

        Args:
            kind: `table`, `function` or `type`.
            name: alone for the tenant's own (and, in a shared object, for one of the
                control schema), or with its schema.
        """
        knows = self.symbols.knows
        schema, _, alone = name.rpartition(".")
        if schema:
            return QualifiedName(schema, alone) if knows(kind, name) else None
        if self.schema and knows(kind, name):
            return QualifiedName(self.schema, name)
        home = self.project.schema
        return QualifiedName(home, name) if knows(kind, f"{home}.{name}") else None

    def find(self, kind: str, name: QualifiedName) -> Document | None:
        """Return the spec of what `qualify` found."""
        alone = self.schema and name.schema == self.schema
        return self.symbols.find(
            kind, name.name if alone else f"{name.schema}.{name.name}"
        )

    def find_all(self, kind: str, name: QualifiedName) -> Iterator[Document]:
        """Yield the specs of what `qualify` found, where several have one name."""
        alone = self.schema and name.schema == self.schema
        return self.symbols.find_all(
            kind, name.name if alone else f"{name.schema}.{name.name}"
        )

    def position_in(self, node: ScalarNode, offset: int) -> Position:
        """Return the position of a character of a scalar's text."""
        lines = self.lines.get(node.position.file, ())
        return find_position(lines, node, offset)


def parse_source(scope: Scope, node: ScalarNode, form: Form) -> Template | None:
    """Return the template that a node's text is, or nothing after a finding."""
    try:
        return parse_template(node.text, form=form)
    except TemplateError as problem:
        scope.findings.error(
            "template",
            scope.position_in(node, problem.offset),
            problem.message,
            problem.help,
        )
    return None


def fill_template(scope: Scope, node: ScalarNode, template: Template) -> str | None:
    """Return the template's text, or nothing after a finding.

    A path that means nothing here is a finding, and so is an empty value as a name.
    """
    try:
        return render_template(template, scope.values)
    except UnknownPathError as problem:
        scope.findings.error(
            "unknown-path",
            scope.position_in(node, problem.offset),
            f"{{{{ {problem.path} }}}} has no value here",
            _path_help(scope, problem.path),
        )
    except ValueError:
        _empty_name(scope, node)
    return None


def fill_name(scope: Scope, node: ScalarNode) -> str:
    """Return a text with its template filled in; the text as it is after a finding."""
    if not is_template(node.text):
        return node.text
    template = parse_source(scope, node, form="name")
    filled = fill_template(scope, node, template) if template else None
    return node.text if filled is None else filled


def parse_name(scope: Scope, node: ScalarNode) -> str:
    """Return the name that a node stands for, its template filled in.

    A name that PostgreSQL would cut is a finding; one that holds the tenant's id has to
    leave room for the longest id.
    """
    name = fill_name(scope, node)
    if not name:
        _empty_name(scope, node)
        return node.text
    hidden = find_invisible(name)
    if hidden:
        scope.findings.error(
            "invisible-character",
            node.position,
            f"the name holds U+{ord(hidden):04X}, which cannot be seen",
            "Write the name without it.",
        )
    longest = name.replace(SENTINEL_TENANT, "x" * MAX_TENANT_ID_BYTES)
    if not fits(longest):
        scope.findings.error(
            "name-too-long",
            node.position,
            f'the name "{shown(name)}" takes up to {len(longest.encode())} bytes, and '
            f"PostgreSQL keeps {MAX_IDENTIFIER_BYTES}",
            "Shorten the name"
            + (
                f"; a tenant's id may take {MAX_TENANT_ID_BYTES} bytes of it."
                if longest != name
                else "."
            ),
        )
    return name


def _empty_name(scope: Scope, node: ScalarNode) -> None:
    scope.findings.error(
        "empty-name",
        node.position,
        "a name is empty here once its template is filled in",
        "Give the parameter that stands in it a value.",
    )


def shown(text: str) -> str:
    """Return a text as the user wrote it: names of the tenant's without their schema.

    Elsewhere `{{ tenant.id }}` stands for the sentinel.
    """
    return _IN_TENANT_SCHEMA.sub("", text).replace(SENTINEL_TENANT, "{{ tenant.id }}")


def _path_help(scope: Scope, path: str) -> str:
    if path.startswith("tenant.") and "tenant.id" not in scope.values:
        return (
            "Remove it: a shared object has no tenant; it stands once for all of them."
        )
    first, _, last = path.rpartition(".")
    near = find_nearest(
        last, frozenset(one.removeprefix(f"{first}.") for one in scope.values)
    )
    if f"{first}.{near}" in scope.values:
        return f"Write {first}.{near}."
    known = ", ".join(sorted(scope.values))
    return f"Write one of {known}."
