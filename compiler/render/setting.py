"""Configuration settings, as `SET` writes them."""

from compiler.model.setting import Setting
from compiler.syntax.quote import quote_identifier, quote_literal


def setting_name(setting: Setting) -> str:
    """Return the parameter's name; a name of an extension's has a part before a dot."""
    return ".".join(quote_identifier(part) for part in setting.parameter.split("."))


def setting_value(setting: Setting) -> str:
    """Return the value as a string constant, or the items of a list as names.

    Every item is quoted on its own: a list in one constant would be a single item.
    """
    if len(setting.values) == 1:
        return quote_literal(setting.values[0])
    return ", ".join(quote_identifier(value) for value in setting.values)
