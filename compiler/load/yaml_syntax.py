"""What libyaml's complaints mean to somebody who writes a spec."""

import dataclasses
import re

import yaml

from compiler.diagnostics import Finding, error
from compiler.load.source import LONGEST_LINE, START, Mark, Place, Source
from compiler.load.wording import quote_yaml, shorten, show


@dataclasses.dataclass(frozen=True, slots=True)
class _Meaning:
    """One complaint in the words of the spec.

    Args:
        context: part of what libyaml was doing; empty for anything.
        problem: part of what it says.
        opened: whether the finding belongs where the construct began.
    """

    context: str
    problem: str
    message: str
    help: str
    opened: bool = False
    rule: str = "yaml-syntax"


_QUOTE = "Put the text in double quotes."
_NO_FEATURE = "Write it out; a mixin is the way to share columns, checks and indexes."
_ALIGN = "Indent all keys of one mapping, and all items of one list, alike."

_MEANINGS = (
    _Meaning(
        "alias", "", "a * at the start of text makes it an alias", _QUOTE, opened=True
    ),
    _Meaning(
        "anchor", "", "a & at the start of text makes it an anchor", _QUOTE, opened=True
    ),
    _Meaning(
        "directive",
        "",
        "a line that starts with % is a directive",
        "Remove the line.",
        opened=True,
        rule="yaml-feature",
    ),
    _Meaning("tag", "", "a ! at the start of text makes it a tag", _QUOTE, opened=True),
    _Meaning(
        "", "undefined tag", "a tag stands here", _NO_FEATURE, rule="yaml-feature"
    ),
    _Meaning(
        "",
        "mapping values are not allowed",
        "a colon stands where no key can be",
        "Put text that holds a colon and a space in double quotes; if this line is "
        "a key of its own, indent it like the others.",
    ),
    _Meaning(
        "simple key",
        "could not find expected ':'",
        "this is neither a key with a colon nor part of the text above",
        "Write a colon and a space after the key.",
        opened=True,
    ),
    _Meaning(
        "quoted scalar",
        "end of stream",
        "the quote that opens here is never closed",
        "Close it; inside single quotes a quote is written twice.",
        opened=True,
    ),
    _Meaning(
        "quoted scalar",
        "unknown escape",
        "the backslash starts no escape that YAML knows",
        r"Write \\ for a backslash, or use single quotes.",
    ),
    _Meaning(
        "quoted scalar",
        "document indicator",
        "the quote that opens here is not closed before the next document",
        "Close it.",
        opened=True,
    ),
    _Meaning(
        "block scalar",
        "comment or line break",
        "text stands behind | or >",
        "Write the text on the lines below, indented.",
    ),
    _Meaning(
        "flow mapping",
        "',' or '}'",
        "the brace that opens here is not closed before something else begins",
        "Close the brace, or put text that holds any of , [ ] { } # in double quotes.",
        opened=True,
    ),
    _Meaning(
        "flow sequence",
        "',' or ']'",
        "the bracket that opens here is not closed before something else begins",
        "Close it, or put text that holds any of , [ ] { } # in double quotes.",
        opened=True,
    ),
    _Meaning(
        "block mapping",
        "expected key",
        "this does not continue the keys above",
        _ALIGN,
    ),
    _Meaning("block collection", "'-'", "this does not continue the list", _ALIGN),
    _Meaning(
        "",
        "block sequence entries",
        "a - stands in the middle of a line",
        "Start the list on the next line, or write it in brackets.",
    ),
    _Meaning("", "node content", "a value is missing here", _QUOTE),
    _Meaning(
        "", "<document start>", "this does not belong to what stands above", _ALIGN
    ),
)


_ESCAPE_QUOTES = 'Inside single quotes, write a quote twice; inside double ones, \\".'


def explain_syntax_error(
    source: Source, problem: yaml.YAMLError, quoted: tuple[Mark, Mark] | None
) -> Finding:
    """Return the finding for text that libyaml cannot read.

    Args:
        source: the text.
        problem: where and why libyaml gave up.
        quoted: start and end of the scalar just before, where it stands in quotes.
    """
    if not isinstance(problem, yaml.MarkedYAMLError) or problem.problem_mark is None:
        return error("yaml-syntax", source.position(START), f"{problem}", _QUOTE)
    mark = problem.problem_mark
    if quoted and quoted[0].line < quoted[1].line == mark.line:
        return _explain_long_quote(source, *quoted)
    return _explain_text(source, problem.problem or "", mark) or _explain_meaning(
        source, problem, mark
    )


def _explain_text(source: Source, words: str, mark: Mark) -> Finding | None:
    """Return the finding where the text at the mark says more than libyaml."""
    if "cannot start any token" in words or "tab" in words:
        return _explain_character(source, mark)
    if "mapping values are not allowed" in words:
        return _explain_colon(source, mark)
    behind = source.before(mark).rstrip()
    if "expected key" in words and behind.endswith(("'", '"')):
        message = "text stands behind the quote that closes here"
        return error("yaml-syntax", source.position(mark), message, _ESCAPE_QUOTES)
    if "',' or" in words and source.after(mark)[:1] in _BRACKETS:
        return _explain_bracket(source, mark)
    return None


_KEY = re.compile(r"\s*(?:- +)*\w+: +(?=[^\s\"'{\[|>])")
_STUCK = re.compile(r"(\s*\w+)(?::| *= *)(\S.*)")


def _explain_colon(source: Source, mark: Mark) -> Finding | None:
    """Return the finding where text holds a colon, or a key above none with a space."""
    before = _KEY.match(source.before(mark))
    if before:
        start = Place(mark.line, before.end())
        text = (source.before(mark) + source.after(mark))[start.column :].rstrip()
        end = Place(mark.line, start.column + len(text))
        line = source.corrected(start, end, quote_yaml(text))
        message = "text that holds a colon and a space has to stand in quotes"
        return error("yaml-syntax", source.position(mark), message, f"Write `{line}`.")
    above = Place(max(mark.line - 1, 0), 0)
    stuck = _STUCK.fullmatch(source.after(above).rstrip())
    if stuck is None or above.line == mark.line:
        return None
    key, value = stuck.groups()
    message = f"{show(key.strip())} has no colon with a space behind it"
    remedy = f"Write `{shorten(f'{key.strip()}: {value}', LONGEST_LINE)}`."
    place = Place(above.line, len(key) - len(key.lstrip()))
    return error("yaml-syntax", source.position(place), message, remedy)


def _explain_meaning(
    source: Source, problem: yaml.MarkedYAMLError, mark: Mark
) -> Finding:
    context, words = problem.context or "", problem.problem or ""
    for meaning in _MEANINGS:
        if meaning.context in context and meaning.problem in words:
            if meaning.opened and problem.context_mark:
                mark = problem.context_mark
            position = source.position(mark)
            return error(meaning.rule, position, meaning.message, meaning.help)
    return error("yaml-syntax", source.position(mark), words, _QUOTE)


def _explain_long_quote(source: Source, start: Mark, end: Mark) -> Finding:
    message = f"the quote that opens here is not closed before line {end.line + 1}"
    remedy = "Close it where the text ends; inside single quotes write a quote twice."
    return error("yaml-syntax", source.position(start), message, remedy)


_BRACKETS = frozenset("[]{}")


def _explain_bracket(source: Source, mark: Mark) -> Finding:
    message = f"text in braces or brackets cannot hold {source.after(mark)[0]} unquoted"
    return error("yaml-syntax", source.position(mark), message, _QUOTE)


def _explain_character(source: Source, mark: Mark) -> Finding:
    rest = source.after(mark)
    position = source.position(mark)
    if "\t" in rest[: len(rest) - len(rest.lstrip())]:
        message = "a tab stands where only spaces can indent"
        return error("yaml-syntax", position, message, "Indent with spaces.")
    message = f"text cannot start with {show(rest[:1])}"
    return error("yaml-syntax", position, message, _QUOTE)
