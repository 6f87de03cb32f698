"""Places in a tree are found again in the text."""

import pytest

from compiler.syntax.tree import (
    descend,
    find_offset,
    name_parts,
    parse_expression_tree,
)


@pytest.mark.parametrize(
    "text",
    ["b", "a = b", "'ä' = b", "'aä€😀' || \"ä😀\" = b", "b = 'ä'"],
)
def test_a_place_behind_letters_of_several_bytes_is_found_in_the_text(
    text: str,
) -> None:
    [location] = (
        node.location
        for node in descend(parse_expression_tree(text))
        if type(node).__name__ == "ColumnRef" and name_parts(node.fields) == ("b",)
    )
    assert find_offset(text, location) == text.index("b")


@pytest.mark.parametrize("text", ["abc", "äbc"])
def test_a_place_before_or_behind_the_text_is_moved_to_its_end(text: str) -> None:
    assert find_offset(text, 0, prefix="(") == 0
    assert find_offset(text, -1, prefix="(") == 0
    assert find_offset(text, 99, prefix="(") == len(text)
