from compiler.diagnostics import Finding
from compiler.load.text import decode_text, split_lines


def refused(data: bytes) -> tuple[str, int, int]:
    finding = decode_text("t.yaml", data)
    assert isinstance(finding, Finding)
    return finding.rule, finding.position.line, finding.position.column


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode_text("t.yaml", b"\xef\xbb\xbftable: t") == "table: t"


def test_the_first_byte_that_is_no_utf8_is_named_in_characters() -> None:
    assert refused("a: é\nb: é".encode() + b"\xff") == ("not-utf8", 2, 5)


def test_utf16_is_named_as_such() -> None:
    finding = decode_text("t.yaml", "table: t".encode("utf-16"))
    assert isinstance(finding, Finding)
    assert "UTF-16" in finding.message


def test_what_cannot_be_seen_is_refused() -> None:
    for hidden in "\x00\x07\x1b\x7f\x85\x9b\u2028\u202e\u2066\ufeff":
        data = f"a: b\nc: d{hidden}".encode()
        assert refused(data) == ("control-character", 2, 5), hex(ord(hidden))


def test_a_carriage_return_alone_ends_no_line() -> None:
    assert refused(b"a: b\rc: d") == ("control-character", 1, 5)


def test_tabs_and_both_kinds_of_line_end_are_text() -> None:
    text = "a: b\tc\r\nd: ü\n"
    assert decode_text("t.yaml", text.encode()) == text
    assert split_lines(text) == ("a: b\tc", "d: ü", "")
