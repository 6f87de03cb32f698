from decimal import Decimal
from typing import Final

import pytest

from compiler.syntax.constant import Constant, NotConstantError, read_constant

CONSTANTS: Final[dict[str, Constant]] = {
    "1": Decimal(1),
    " -1.50 ": Decimal("-1.5"),
    "'a'": "a",
    "'it''s'": "it's",
    "''": "",
    "date '2026-01-01'": "2026-01-01",
    "'2026-01-01'::timestamp with time zone": "2026-01-01",
    "TRUE": True,
    "false": False,
    "Null": None,
}


@pytest.mark.parametrize("sql", CONSTANTS)
def test_a_constant_is_read(sql: str) -> None:
    value = read_constant(sql)
    assert value == CONSTANTS[sql]
    assert type(value) is type(CONSTANTS[sql])


@pytest.mark.parametrize(
    "sql",
    ["", "a", "'a' || 'b'", r"E'\n'", r"'\n'", "1 + 1", "now()", "1e3", "'a", "$$a$$"],
)
def test_anything_else_is_none(sql: str) -> None:
    with pytest.raises(NotConstantError):
        read_constant(sql)
