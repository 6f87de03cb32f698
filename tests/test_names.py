import pytest

from compiler.names import find_invisible


@pytest.mark.parametrize(
    "name", ["id", "a b", "größe", "名前", "x\N{COMBINING ACUTE ACCENT}"]
)
def test_what_can_be_seen_is_a_name(name: str) -> None:
    assert find_invisible(name) == ""


@pytest.mark.parametrize(
    "character",
    [
        "\t",
        "\x7f",
        "\N{NO-BREAK SPACE}",
        "\N{SOFT HYPHEN}",
        "\N{ZERO WIDTH SPACE}",
        "\N{ZERO WIDTH JOINER}",
        "\N{RIGHT-TO-LEFT OVERRIDE}",
        "\N{LINE SEPARATOR}",
        "\N{HANGUL FILLER}",
        "\N{TAG LATIN SMALL LETTER A}",
        "\N{VARIATION SELECTOR-16}",
    ],
)
def test_what_cannot_be_seen_is_found(character: str) -> None:
    assert find_invisible(f"a{character}b") == character
