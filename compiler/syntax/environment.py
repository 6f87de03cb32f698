"""Jinja2 for the package's own SQL templates: what they may do, and their filters.

Templates in specs are not for Jinja2 to run; see `compiler.syntax.template`.
"""

from collections.abc import Callable

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from compiler.syntax.quote import quote_dollar, quote_identifier, quote_literal


def template_environment(package: str, folder: str) -> jinja2.Environment:
    """Return an environment that finds the templates in a folder of a package.

    Names go in through `| ident`, values through `| literal`, bodies of routines
    through `| dollar`. A name that is not there is an error, never empty text.

    Args:
        package: the package's dotted name, `compiler.render` for instance.
        folder: path below the package, with forward slashes.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.PackageLoader(package, folder),
        undefined=jinja2.StrictUndefined,
        # What comes out is SQL, which escapes for HTML would break (ruff S701).
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters.update(
        ident=_filter(quote_identifier),
        literal=_filter(quote_literal),
        dollar=_filter(quote_dollar),
    )
    return environment


def _filter(quote: Callable[[str], str]) -> Callable[[str], str]:
    """Return the function as a filter that says which name is missing, if one is."""

    def quote_defined(value: str | jinja2.Undefined) -> str:
        # Read as text, what is undefined raises the error that names it.
        return quote(str(value) if isinstance(value, jinja2.Undefined) else value)

    return quote_defined
