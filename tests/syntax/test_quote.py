import json
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compiler.names import SENTINEL_TENANT
from compiler.syntax.keywords import QUOTED_KEYWORDS
from compiler.syntax.libpg_query import parse_tree, postgast
from compiler.syntax.quote import (
    SentinelText,
    quote_dollar,
    quote_identifier,
    quote_literal,
    replace_sentinel,
)

texts = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40
)
# PostgreSQL cuts names at 63 bytes.
names = texts.filter(lambda name: 0 < len(name.encode()) <= 63)
tricky = st.text("ab_$\"'\\;-/*{}.\n E", min_size=1, max_size=20)
ids = st.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True) | st.sampled_from(
    ["user", "order", "all", "table", "body", "json", "a", "x" * 40, *QUOTED_KEYWORDS]
).filter(lambda word: "$" not in word)


@given(names | tricky)
@example("user")
@example("Ünïcode")
@example('a"b')
@example("a$b")
@example("1a")
def test_an_identifier_reads_back_as_itself(name: str) -> None:
    tree = parse_tree(f"SELECT 1 AS {quote_identifier(name)}")
    assert tree.stmts[0].stmt.select_stmt.target_list[0].res_target.name == name


@given(names)
def test_a_column_reads_back_as_itself(name: str) -> None:
    tree = parse_tree(f"SELECT {quote_identifier(name)}")
    column = tree.stmts[0].stmt.select_stmt.target_list[0].res_target.val.column_ref
    assert [node.string.sval for node in column.fields] == [name]


@given(texts | tricky)
def test_a_literal_reads_back_as_itself(text: str) -> None:
    tree = parse_tree(f"SELECT {quote_literal(text)}")
    constant = tree.stmts[0].stmt.select_stmt.target_list[0].res_target.val.a_const
    assert constant.sval.sval == text


@given(texts | tricky | st.text("$body1a", max_size=20))
@example("X$body")
@example("$body$ $body1$ $body2")
def test_a_dollar_quoted_body_reads_back_as_itself(body: str) -> None:
    tree = parse_tree(f"SELECT {quote_dollar(body)}")
    constant = tree.stmts[0].stmt.select_stmt.target_list[0].res_target.val.a_const
    assert constant.sval.sval == body


@pytest.mark.parametrize("name", ["a", "a_1", "_x", "tenant", "name", "text", "a$b"])
def test_a_plain_name_stays_bare(name: str) -> None:
    assert quote_identifier(name) == name


def test_names_are_quoted_where_they_have_to_be() -> None:
    assert quote_identifier("User") == '"User"'
    assert quote_identifier("user") == '"user"'
    assert quote_identifier('a"b') == '"a""b"'
    assert quote_identifier("a\n") == '"a\n"'


def test_a_backslash_makes_an_escape_string() -> None:
    assert quote_literal("it's") == "'it''s'"
    assert quote_literal("a\\b'") == "E'a\\\\b'''"


@pytest.mark.parametrize("quote", [quote_identifier, quote_literal, quote_dollar])
def test_a_nul_is_refused(quote: Callable[[str], str]) -> None:
    with pytest.raises(ValueError, match="NUL"):
        quote("a\0b")


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        quote_identifier("")


def test_the_key_words_are_those_of_the_grammar() -> None:
    kinds = postgast.pg_query_pb2
    found = set()
    for token in dict(kinds.Token.items()):
        for word in {token.lower(), token.lower().removesuffix("_p")}:
            if not word[:1].isalpha():
                continue
            scanned = postgast.scan(word).tokens
            if len(scanned) == 1 and scanned[0].keyword_kind not in {
                kinds.NO_KEYWORD,
                kinds.UNRESERVED_KEYWORD,
            }:
                found.add(word)
    assert found == QUOTED_KEYWORDS


def _render(tenant_id: str) -> str:
    """Render what templates render: names, values, bodies and comments."""
    schema = quote_identifier(f"{tenant_id}_tenant")
    plain = quote_identifier(tenant_id)
    odd = quote_identifier(f'{tenant_id} "quoted"')
    number = quote_identifier(f"1{tenant_id}")
    value = quote_literal(tenant_id)
    quoted_value = quote_literal(f'the "{tenant_id}" one\'s \\ path')
    body = (
        f"BEGIN -- it's for {plain}\n /* \" /* {plain} */ ' */"
        f" a := '\"' || {value} || '\"', E'\\'\"{tenant_id}\"' {schema}.t;\n"
        f" EXECUTE $q$CALL {plain}({schema}.x)$q$; END"
    )
    return (
        f"-- shared with {schema}\n"
        f'CREATE TABLE {schema}.{plain} ({odd} text, {number} int, "Other" int);\n'
        f"COMMENT ON SCHEMA {schema} IS {quoted_value};\n"
        f"CREATE FUNCTION a$b$() AS {quote_dollar(body)};\n"
        f"SELECT U&'x', CASE'y'WHEN {value} THEN {plain}END, {value} || '\"';\n"
    )


@given(ids)
@example("user")
@example("order")
@example("all")
@example("table")
@example("hr")
@example("a" * 40)
def test_replacing_the_sentinel_is_rendering_for_the_tenant(tenant_id: str) -> None:
    assert replace_sentinel(_render(SENTINEL_TENANT), tenant_id) == _render(tenant_id)


def test_one_text_serves_many_tenants() -> None:
    text = SentinelText(_render(SENTINEL_TENANT) * 50)
    for tenant_id in ("hr", "user", "legal", "hr"):
        assert text.for_tenant(tenant_id) == _render(tenant_id) * 50


@given(st.text("\"'$-/*\\aE \n", max_size=30), st.text("\"'$-/*\\aE \n", max_size=30))
def test_no_text_makes_the_replacement_fail(before: str, after: str) -> None:
    sql = f"{before}{SENTINEL_TENANT}{after}"
    assert replace_sentinel(sql, "user").replace('"', "") == sql.replace(
        SENTINEL_TENANT, "user"
    ).replace('"', "")


@pytest.mark.parametrize("tenant_id", ["", "Hr", "a'b", "a b", SENTINEL_TENANT, "é"])
def test_what_is_no_tenant_is_refused(tenant_id: str) -> None:
    with pytest.raises(ValueError, match="not the id of a tenant"):
        replace_sentinel(SENTINEL_TENANT, tenant_id)


def test_quoting_and_plain_templates_import_nothing_heavy() -> None:
    code = (
        "import sys, json\n"
        "from compiler.syntax import check, quote, template\n"
        "template.parse_template('a = 1', form='expression')\n"
        "check.check_statements([], {})\n"
        "heavy = {'jinja2', 'sqlglot', 'postgast'} & set(sys.modules)\n"
        "print(json.dumps(sorted(heavy)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == []
