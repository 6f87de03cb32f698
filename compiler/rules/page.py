"""The page of a rule: what it finds, why, and an example before and after the cure.

It is the docstring of the rule's module, in a fixed form: one sentence that says what
is wrong, then why that matters, then `Fails:` and `Passes:` with an example each. The
example is an indented block of YAML, one spec or several with `---` between them. What
no text can show (a file that is too large) is told in words behind the colon.
"""

import importlib
import inspect
import pkgutil
import re
import textwrap
from typing import Final

from compiler.diagnostics import Example, Page
from compiler.rules import RULES, refusals

_FORM: Final = re.compile(
    r"(?P<what>.+?)\n\n(?P<why>.+?)\n\nFails:(?P<failing>.+?)\n\nPasses:(?P<passing>.+)",
    re.DOTALL,
)
_CHECKED: Final = {rule.name: rule for rule in RULES}


def rule_names() -> tuple[str, ...]:
    """Return the names of all rules, sorted; their pages are not looked at."""
    refused = (_rule(it.name) for it in pkgutil.iter_modules(refusals.__path__))
    return tuple(sorted((*_CHECKED, *refused)))


def read_page(name: str) -> Page:
    """Return the page of a rule, one of `rule_names()`.

    Raises:
        ValueError: the docstring of the rule's module does not have the form.
    """
    rule = _CHECKED.get(name)
    package = "compiler.rules" if rule else "compiler.rules.refusals"
    module = importlib.import_module(f"{package}.{name.replace('-', '_')}")
    return parse_page(
        name, module.__doc__ or "", waivable=rule is not None and rule.waivable
    )


def parse_page(name: str, docstring: str, *, waivable: bool) -> Page:
    """Return the page that a docstring is.

    Raises:
        ValueError: it does not have the form.
    """
    parts = _FORM.fullmatch(inspect.cleandoc(docstring))
    if parts is None:
        raise ValueError(f"the docstring of {name} does not have the form of a page")
    return Page(
        name=name,
        what=_flow(parts["what"]),
        why=tuple(_flow(paragraph) for paragraph in parts["why"].split("\n\n")),
        failing=_example(parts["failing"]),
        passing=_example(parts["passing"]),
        waivable=waivable,
    )


def _example(text: str) -> Example:
    is_yaml = text.startswith("\n\n    ")
    words = textwrap.dedent(text).strip() if is_yaml else _flow(text)
    return Example(text=words, is_yaml=is_yaml)


def _flow(text: str) -> str:
    """Return the text in one line, as docstrings break theirs for their own width."""
    return " ".join(text.split())


def _rule(module: str) -> str:
    return module.replace("_", "-")
