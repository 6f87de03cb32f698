"""SQL as it stands in a spec: its text, and which character stands where."""

import contextlib
import dataclasses
import functools
import re
from typing import Final

from compiler.build.scope import Scope, fill_template, parse_source
from compiler.build.text_position import source_offset
from compiler.diagnostics import Position
from compiler.document import ScalarNode
from compiler.syntax.expression import parse_expression
from compiler.syntax.lexer import PLAIN_TEXT
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.names_in_texts import NAMES_IN_TEXTS
from compiler.syntax.template import Template, Text, is_template

_NAMING: Final = re.compile("|".join(sorted(NAMES_IN_TEXTS)), re.IGNORECASE)


# Without slots, so that what is asked for again can be kept.
@dataclasses.dataclass(frozen=True, kw_only=True)
class SqlSource:
    """SQL as it is written, and what it means where it stands.

    Args:
        filled: its text with the template filled in.
    """

    scope: Scope
    node: ScalarNode
    template: Template
    filled: str

    @property
    def text(self) -> str:
        """The SQL."""
        return self.filled.strip()

    @functools.cached_property
    def parsable(self) -> str:
        """The SQL of an expression with zeros in each text that its template filled in.

        It is the same for all tables where only their names stand in such texts, and
        is parsed once for them; offsets in it are those in the SQL. Where the grammar
        does not take it, it is the SQL itself.
        """
        if not is_template(self.node.text) or _NAMING.search(self.filled):
            return self.text
        alike = PLAIN_TEXT.sub(self._without_value, self.text)
        with contextlib.suppress(SqlError):
            parse_expression(alike)
            return alike
        return self.text

    def _without_value(self, found: re.Match[str]) -> str:
        text = found.group()
        return text if text in self.node.text else f"'{'0' * (len(text) - 2)}'"

    def position_of(self, offset: int) -> Position:
        """Return the position of a character of the SQL."""
        offset += len(self.filled) - len(self.filled.lstrip())
        values = self.scope.values
        place = source_offset(self.node.text, self.template, values, offset)
        return self.scope.position_in(self.node, place)

    def error(self, rule: str, offset: int, message: str, remedy: str) -> None:
        """Note an error at a character of the SQL."""
        self.scope.findings.error(rule, self.position_of(offset), message, remedy)


def parse_sql_source(
    scope: Scope, node: ScalarNode, *, templates: bool = True
) -> SqlSource | None:
    """Return the SQL of a node, or nothing after a finding.

    Args:
        scope: where it stands.
        node: the SQL.
        templates: whether it may hold any, which are filled in.
    """
    if not (templates and is_template(node.text)):
        as_it_is = Template((Text(node.text),))
        return SqlSource(scope=scope, node=node, template=as_it_is, filled=node.text)
    template = parse_source(scope, node, form="expression")
    filled = fill_template(scope, node, template) if template else None
    if template is None or filled is None:
        return None
    return SqlSource(scope=scope, node=node, template=template, filled=filled)
