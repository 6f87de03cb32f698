"""Settings of roles and functions."""

from compiler.build.scope import Scope, fill_name
from compiler.document import MappingNode, as_scalar
from compiler.model.setting import Setting, parse_setting


def build_settings(scope: Scope, node: MappingNode) -> tuple[Setting, ...]:
    """Return the settings of a mapping, in its order."""
    return tuple(
        parse_setting(key.text, fill_name(scope, as_scalar(value)))
        for key, value in node
    )
