"""Bytes of a spec file to text: which encodings and characters a spec may hold."""

import re

from compiler.diagnostics import Finding, Position, error
from compiler.load.wording import UNSEEN

_FORBIDDEN = re.compile(rf"{UNSEEN.pattern}|\r(?!\n)")
"""What libyaml refuses or takes for a line break while editors do not."""

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode_text(file: str, data: bytes) -> str | Finding:
    """Return the text of a spec file, or why it is none.

    A byte order mark is left out, so columns are counted without it.
    """
    if data.startswith(_UTF_16_MARKS):
        message = "the file is UTF-16, but has to be UTF-8"
        return error("not-utf8", Position(file, 1, 1), message, _SAVE_AS_UTF8)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        message = f"byte 0x{problem.object[problem.start]:02x} is no UTF-8"
        before = problem.object[: problem.start].decode("utf-8")
        return error("not-utf8", _end_of(file, before), message, _SAVE_AS_UTF8)
    return _refuse_hidden(file, text) or text


_SAVE_AS_UTF8 = "Save the file as UTF-8."


def split_lines(text: str) -> tuple[str, ...]:
    """Return the lines without their ends, as an editor counts them."""
    return tuple(line.removesuffix("\r") for line in text.split("\n"))


def _refuse_hidden(file: str, text: str) -> Finding | None:
    match = _FORBIDDEN.search(text)
    if not match:
        return None
    return error(
        "control-character",
        _end_of(file, text[: match.start()]),
        f"{name_character(match.group())} stands here, which cannot be seen",
        "Remove it; in double quotes it can be written as an escape.",
    )


def name_character(character: str) -> str:
    """Return how a finding names a character that cannot be shown."""
    return f"the control character U+{ord(character):04X}"


def _end_of(file: str, before: str) -> Position:
    column = len(before) - (before.rfind("\n") + 1) + 1
    return Position(file, before.count("\n") + 1, column)
