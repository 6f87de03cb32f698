"""YAML text to nodes that know their place; refuses what a spec must not use.

Reads libyaml's events one after the other and never recurses: libyaml takes time
quadratic in the depth of nesting, so reading stops at the event that goes too deep.

Source: YAML 1.2.2; libyaml implements 1.1, whose differences are findings here.
"""

from typing import TypeAlias, TypeGuard

import yaml

from compiler.diagnostics import Finding, Position, error
from compiler.document import Node, ScalarNode
from compiler.load.frames import MappingFrame, SequenceFrame
from compiler.load.scalars import clear_spellings, is_ambiguous, parse_plain
from compiler.load.source import MAX_FINDINGS, START, Mark, Source
from compiler.load.sql_traps import (
    SQL_KEYS,
    SplitText,
    count_unclosed,
    explain_broken_split,
    explain_split,
    find_comment,
)
from compiler.load.template_traps import find_template
from compiler.load.wording import quote_yaml, show
from compiler.load.yaml_syntax import explain_syntax_error

MAX_DEPTH = 40
"""How many mappings and lists may stand in one another; specs need ten."""


def parse_nodes(
    file: str, text: str, lines: tuple[str, ...]
) -> tuple[Node | None, tuple[Finding, ...]]:
    """Return the root of the document, and what is wrong with the YAML.

    Args:
        file: path as findings show it.
        text: the file's text.
        lines: the same by line.

    Returns:
        Nothing for a root where the text is empty or cannot be read to its end.
    """
    source = Source(file, lines)
    reader = _Reader(source)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            reader.read(event)
            if reader.stopped:
                break
    except yaml.YAMLError as problem:
        reader.report_syntax_error(problem)
        return None, tuple(reader.findings)
    if not reader.findings and _is_empty(reader.root):
        message = "the file says nothing"
        finding = error("empty-file", Position(file, 1, 1), message, _START_A_SPEC)
        return None, (finding,)
    return reader.root, tuple(reader.findings)


_CAUSES = frozenset({"comment-in-expression", "unquoted-template"})
"""Findings that say why the text cannot be read on: a brace is lost to each of them."""
_START_A_SPEC = "Write a spec, or delete the file."
_WRITE_OUT = "Write it out; mixins are the way to share parts of tables."

_Frame: TypeAlias = MappingFrame | SequenceFrame


class _Reader:
    """Makes nodes of events, one event at a time."""

    def __init__(self, source: Source) -> None:
        self.root: Node | None = None
        self.findings: list[Finding] = []
        self.stopped = False
        self._source = source
        self._stack: list[_Frame] = []
        self._documents = 0
        self._last_quoted: tuple[Mark, Mark] | None = None

    def read(self, event: yaml.Event) -> None:
        """Take in the next event."""
        match event:
            case yaml.ScalarEvent():
                self._read_scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                frame = self._stack.pop()
                self._close_split(frame)
                self._place(frame.finish(), event)
            case yaml.AliasEvent():
                self._report("yaml-feature", event, "an alias (*) stands here")
                self._place(self._scalar(f"*{event.anchor}", event, quoted=True), event)
            case yaml.DocumentStartEvent():
                self._start_document(event)
        if len(self.findings) >= MAX_FINDINGS:
            self.stopped = True

    def report_syntax_error(self, problem: yaml.YAMLError) -> None:
        """Add the finding for where libyaml gave up, unless its cause is one."""
        splits = [frame.split for frame in self._stack if frame.split]
        if splits:
            self.findings.append(explain_broken_split(self._source, splits[-1]))
        elif not any(each.rule in _CAUSES for each in self.findings):
            finding = explain_syntax_error(self._source, problem, self._last_quoted)
            self.findings.append(finding)

    def _start_document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            message = "a second document begins here"
            remedy = "Move it to a file of its own."
            self._report("yaml-feature", event, message, remedy)
            self.stopped = True
        if event.version or event.tags:
            message = "a line that starts with % is a directive"
            self._report("yaml-feature", event, message, "Remove the line.")

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._refuse_features(event)
        if len(self._stack) >= MAX_DEPTH:
            message = f"more than {MAX_DEPTH} lists and mappings stand in one another"
            self._report("too-deep", event, message, "Write it with less nesting.")
            self.stopped = True
            return
        parent = self._stack[-1] if self._stack else None
        kind = (
            MappingFrame if isinstance(event, yaml.MappingStartEvent) else SequenceFrame
        )
        name = ""
        if isinstance(parent, MappingFrame) and parent.key and not parent.expects_key:
            name = parent.key.text
        self._stack.append(
            kind(
                flow=bool(event.flow_style),
                position=self._source.position(event.start_mark or START),
                pointer=parent.child_pointer("?") if parent else "",
                name=name,
            )
        )

    def _read_scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse_features(event)
        quoted = event.style not in {"", None}
        self._last_quoted = None
        if event.style in {"'", '"'}:
            self._last_quoted = event.start_mark or START, event.end_mark or START
        if not quoted:
            self._judge_plain(event)
        elif "\0" in event.value:
            message = "the escaped character U+0000 cannot be stored by PostgreSQL"
            self._report("control-character", event, message, "Remove it.")
        self._place(self._scalar(event.value, event, quoted=quoted), event)

    def _scalar(self, text: str, event: yaml.Event, *, quoted: bool) -> ScalarNode:
        frame = self._stack[-1] if self._stack else None
        is_key = isinstance(frame, MappingFrame) and frame.expects_key
        return ScalarNode(
            value=text if quoted or is_key else parse_plain(text),
            text=text,
            quoted=quoted,
            position=self._source.position(event.start_mark or START),
            pointer=frame.child_pointer(text) if frame else "",
        )

    def _refuse_features(
        self, event: yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent
    ) -> None:
        if event.anchor is not None:
            message = f"an anchor (&{event.anchor}) stands here"
            self._report("yaml-feature", event, message)
        if event.tag is not None:
            self._report("yaml-feature", event, "a tag (!) stands here")

    def _judge_plain(self, event: yaml.ScalarEvent) -> None:
        text = event.value
        frame = self._stack[-1] if self._stack else None
        is_key = isinstance(frame, MappingFrame) and frame.expects_key
        if is_ambiguous(text):
            self._report_ambiguous(event, is_key=is_key)
        elif is_key:
            self._judge_key(event)
        elif isinstance(frame, MappingFrame) and self._is_sql(frame):
            start, end = event.start_mark or START, event.end_mark or START
            brackets = sum(frame.flow for frame in self._stack)
            finding = find_comment(self._source, start, end, brackets)
            self.findings.extend([finding] if finding else [])

    def _is_sql(self, frame: MappingFrame) -> bool:
        key = frame.key.text if frame.key else ""
        # At the root, `type` names an enumerated type.
        is_sql = key in SQL_KEYS and (key != "type" or len(self._stack) > 1)
        return is_sql or frame.name == "checks"

    def _judge_key(self, event: yaml.ScalarEvent) -> None:
        if event.value == "<<":
            self._report("yaml-feature", event, "a merge key (<<) stands here")
        elif not isinstance(parse_plain(event.value), str):
            message = f"the key {show(event.value)} is no text"
            remedy = f'Write "{event.value}": in quotes.'
            self._report("key-not-text", event, message, remedy)

    def _report_ambiguous(self, event: yaml.ScalarEvent, *, is_key: bool) -> None:
        text = event.value
        spellings = (quote_yaml(text),) if is_key else clear_spellings(text)
        start, end = event.start_mark or START, event.end_mark or START
        line = self._source.corrected(start, end, spellings[0])
        other = f", or {spellings[1]} if that is meant" if len(spellings) > 1 else ""
        message = f"readers of YAML do not agree on what {show(text)} is"
        self._report("ambiguous-scalar", event, message, f"Write `{line}`{other}.")

    def _report(
        self, rule: str, event: yaml.Event, message: str, remedy: str = _WRITE_OUT
    ) -> None:
        position = self._source.position(event.start_mark or START)
        self.findings.append(error(rule, position, message, remedy))

    def _place(self, node: Node, event: yaml.Event) -> None:
        if not self._stack:
            self.root = node
            return
        frame = self._stack[-1]
        if isinstance(frame, SequenceFrame):
            if frame.split and _is_plain(node):
                self._extend_split(frame, node.text, event.end_mark or START)
                return
            self._close_split(frame)
            frame.nodes.append(node)
            self._open_split(frame, node, event)
        elif frame.expects_key:
            self._place_key(frame, node, event)
        else:
            self._place_value(frame, node, event)

    def _place_key(self, frame: MappingFrame, node: Node, event: yaml.Event) -> None:
        frame.expects_key = False
        frame.key_end = event.end_mark
        is_merge = _is_plain(node) and node.text == "<<"
        frame.key = node if isinstance(node, ScalarNode) and not is_merge else None
        if not isinstance(node, ScalarNode):
            brackets = sum(frame.flow for frame in self._stack[:-1])
            template = find_template(self._source, frame.position, brackets)
            self.findings.append(template or _key_not_text(node))

    def _place_value(self, frame: MappingFrame, node: Node, event: yaml.Event) -> None:
        frame.expects_key = True
        key = frame.key
        if key is None:
            return
        if _is_empty(node) and frame.split:
            self._extend_split(frame, key.text, frame.key_end or START)
        elif key.text in frame.entries:
            first = frame.entries[key.text][0].position
            message = f"{show(key.text)} stands here twice"
            remedy = f"Keep one; the other is in line {first.line}."
            self.findings.append(error("duplicate-key", key.position, message, remedy))
        else:
            self._close_split(frame)
            frame.entries[key.text] = (key, node)
            self._open_split(frame, node, event)

    def _open_split(self, frame: _Frame, node: Node, event: yaml.Event) -> None:
        if not frame.flow or not _is_plain(node):
            return
        unclosed = count_unclosed(node.text)
        if unclosed > 0:
            start, end = event.start_mark or START, event.end_mark or START
            frame.split = SplitText(start, end, unclosed)

    def _extend_split(self, frame: _Frame, piece: str, end: Mark) -> None:
        if frame.split:
            frame.split.extend(piece, end)
            if frame.split.unclosed <= 0:
                self._close_split(frame)

    def _close_split(self, frame: _Frame) -> None:
        split, frame.split = frame.split, None
        if split and split.pieces > 1:
            self.findings.append(explain_split(self._source, split))
            frame.mend_last(split.text(self._source))


def _key_not_text(node: Node) -> Finding:
    message = "a list or a mapping stands where a key has to be"
    return error("key-not-text", node.position, message, "Write the key as text.")


def _is_plain(node: Node) -> TypeGuard[ScalarNode]:
    return isinstance(node, ScalarNode) and not node.quoted


def _is_empty(node: Node | None) -> bool:
    if node is None:
        return True
    return isinstance(node, ScalarNode) and not node.text and not node.quoted
