"""Findings are in test_cases; here are nodes, their places, and hostile text."""

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compiler.diagnostics import Finding
from compiler.document import MappingNode, Node, ScalarNode, SequenceNode
from compiler.load.documents import load_text
from compiler.load.source import MAX_FINDINGS
from compiler.load.text import split_lines
from compiler.load.yaml_nodes import MAX_DEPTH, parse_nodes


def parse(text: str) -> tuple[Node | None, tuple[Finding, ...]]:
    return parse_nodes("t.yaml", text, split_lines(text))


def rules(text: str) -> list[str]:
    return [finding.rule for finding in parse(text)[1]]


def root_of(text: str) -> MappingNode:
    root, findings = parse(text)
    assert not findings
    assert isinstance(root, MappingNode)
    return root


def walk(node: Node) -> Iterator[tuple[str, str, int, int]]:
    yield type(node).__name__, node.pointer, node.position.line, node.position.column
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from walk(item)
    elif isinstance(node, MappingNode):
        for key, value in node:
            yield from walk(key)
            yield from walk(value)


def test_every_node_knows_its_place_and_its_pointer() -> None:
    text = "é/~: {ü: [a, 'b']}\nc:\n  - d: |\n      e\n  -\n"
    assert list(walk(root_of(text))) == [
        ("MappingNode", "", 1, 1),
        ("ScalarNode", "/é~1~0", 1, 1),
        ("MappingNode", "/é~1~0", 1, 6),
        ("ScalarNode", "/é~1~0/ü", 1, 7),
        ("SequenceNode", "/é~1~0/ü", 1, 10),
        ("ScalarNode", "/é~1~0/ü/0", 1, 11),
        ("ScalarNode", "/é~1~0/ü/1", 1, 14),
        ("ScalarNode", "/c", 2, 1),
        ("SequenceNode", "/c", 3, 3),
        ("MappingNode", "/c/0", 3, 5),
        ("ScalarNode", "/c/0/d", 3, 5),
        ("ScalarNode", "/c/0/d", 3, 8),
        ("ScalarNode", "/c/1", 5, 4),
    ]


def test_line_ends_do_not_move_what_follows() -> None:
    text = "a: |\n  b\n  c\nd: [e,\n  f]\n"
    assert list(walk(root_of(text))) == list(walk(root_of(text.replace("\n", "\r\n"))))


def test_text_in_quotes_is_never_a_value() -> None:
    root = root_of("""{a: "true", b: '1', c: "", d: "~"}""")
    assert root.plain() == {"a": "true", "b": "1", "c": "", "d": "~"}
    assert all(isinstance(node, ScalarNode) and node.quoted for _, node in root)


def test_a_block_is_text_and_counts_as_quoted() -> None:
    node = root_of("a: |\n  true\n").scalar("a")
    assert node
    assert (node.value, node.quoted) == ("true\n", True)


def test_a_number_keeps_its_spelling() -> None:
    assert root_of("a: 1.50").text("a") == "1.50"


def test_text_that_commas_split_is_put_together_again() -> None:
    root, findings = parse("{a: numeric(10,2), b: [f(1, g(2, 3)), c]}")
    assert root
    assert root.plain() == {"a": "numeric(10,2)", "b": ["f(1, g(2, 3))", "c"]}
    assert [finding.rule for finding in findings] == ["unquoted-comma"] * 2


def test_of_a_key_that_stands_twice_the_first_counts() -> None:
    root, _ = parse("a: 1\na: 2\n")
    assert root
    assert root.plain() == {"a": 1}


@pytest.mark.parametrize("unit", ["[", "{", "- ", "? ", "{a: ", "[{a: ", "a:\n"])
def test_nesting_that_never_ends_is_refused_at_once(unit: str) -> None:
    if unit == "a:\n":
        text = "".join(f"{' ' * depth}a:\n" for depth in range(1_000))
    else:
        text = unit * (1_000_000 // len(unit))
    root, findings = parse(text)
    assert root is None
    assert [finding.rule for finding in findings] == ["too-deep"]


def test_nesting_up_to_the_limit_is_read() -> None:
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert parse(text)[1] == ()
    assert rules(f"[{text}]") == ["too-deep"]


def test_findings_of_one_file_come_to_an_end() -> None:
    assert len(rules("a: [" + "~, " * 20_000 + "]")) == MAX_FINDINGS


def test_a_text_that_falls_into_many_pieces_is_read_in_linear_time() -> None:
    assert rules("a: [f(" + ",b" * 200_000 + ")]") == ["unquoted-comma"]


def test_a_character_that_postgresql_cannot_store_is_refused() -> None:
    assert rules(r'a: "\0"') == ["control-character"]


YAML_PIECES = st.lists(
    st.sampled_from(
        [
            *" \n\t:#,[]{}()'\"|>%@`?~\\é",
            "- ",
            "  ",
            "a",
            "table",
            "type",
            "columns:\n",
            "&a",
            "*a",
            "!",
            "!!str",
            "<<",
            "---\n",
            "...",
            "\r\n",
            "0777",
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=500, deadline=None)
@example("? [a]\n: b")
@example("{a: f(, [b]: c}")
@example("{f(: , b}")
@example("a: f(\n b")
@example("[f(a\n,b\n")
@example("1e" + "9" * 50)
@given(YAML_PIECES | st.text(max_size=60))
def test_no_text_makes_reading_fail(text: str) -> None:
    document, findings = load_text("t.yaml", text.encode(errors="replace"))
    lines = text.split("\n")
    for finding in findings:
        assert 1 <= finding.position.line <= len(lines) + 1
        assert finding.position.column >= 1
        assert finding.help
    assert document or findings


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_make_reading_fail(data: bytes) -> None:
    load_text("t.yaml", data)


PLAIN_TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text("ab:#'\" ,[]{}"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc -:#", min_size=1), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from("abc"), PLAIN_TREES, min_size=1))
def test_what_another_writer_wrote_is_read_alike(tree: dict[str, object]) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    root, findings = parse(text)
    assert root
    assert {each.rule for each in findings} <= {"comment-in-expression"}
    assert root.plain() == tree
