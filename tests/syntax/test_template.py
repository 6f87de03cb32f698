import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.syntax.quote import quote_literal
from compiler.syntax.template import (
    Form,
    Placeholder,
    TemplateError,
    Text,
    UnknownPathError,
    parse_template,
    render_template,
)

VALUES = {"tenant.id": "hr", "tenant.role": "user", "parameters.column": "Expires At"}


def test_a_name_is_a_path_among_text() -> None:
    template = parse_template("x_{{ tenant.id }}_reader", form="name")
    assert template.parts == (
        Text("x_"),
        Placeholder("tenant.id", "", 2),
        Text("_reader"),
    )
    assert template.paths == ("tenant.id",)
    assert render_template(template, VALUES) == "x_hr_reader"


def test_an_expression_quotes_what_goes_in() -> None:
    template = parse_template(
        "{{ parameters.column|ident }} = {{tenant.id | literal}}"
        " AND x = {{ tenant.role | ident }}",
        form="expression",
    )
    assert render_template(template, VALUES) == '"Expires At" = \'hr\' AND x = "user"'
    assert template.paths == ("parameters.column", "tenant.id", "tenant.role")


def test_only_double_braces_are_active() -> None:
    text = "{% for %} {# x #} {a} }} ${x} # {%- set -%}\r\nline\r\n"
    template = parse_template(text, form="expression")
    assert template.parts == (Text(text),)
    mixed = parse_template(text + "{{ a.b | literal }}", form="expression")
    assert render_template(mixed, {"a.b": "v"}) == text + "'v'"


@pytest.mark.parametrize("form", ["name", "expression"])
def test_literal_braces_are_written_as_a_string(form: Form) -> None:
    template = parse_template("a '{{ '{{' }}1}}' {{ \"{{\" }}", form=form)
    assert render_template(template, {}) == "a '{{1}}' {{"
    assert template.paths == ()


def test_an_empty_text_is_a_template() -> None:
    assert render_template(parse_template("", form="name"), {}) == ""


@pytest.mark.parametrize(
    "output",
    [
        "{{ a.b() }}",
        "{{ a.b | ident() | literal }}",
        "{{ a.b | ident(1) }}",
        "{{ a.b | ident(x=1) }}",
        "{{ a.b | ident(*c) }}",
        "{{ a.b | upper }}",
        "{{ a.b | safe }}",
        "{{ a['b'] }}",
        "{{ a.b[0] }}",
        "{{ a.0 }}",
        "{{ a.b + c }}",
        "{{ a.b ~ c | ident }}",
        "{{ not a }}",
        "{{ a if b else c }}",
        "{{ a, b }}",
        "{{ [a] }}",
        "{{ {} }}",
        "{{ a.__class__ }}",
        "{{ a.__class__ | ident }}",
        "{{ ''.__class__.__mro__ | literal }}",
        "{{ _a }}",
        "{{ 1 }}",
        "{{ none }}",
        "{{ 'text' }}",
        "{{ 'text' | literal }}",
        "{{ '{{' | literal }}",
        "{{ '{{' ~ a }}",
        "{{ range(10**9) }}",
        "{{ a is defined }}",
        "{{ loop.index for x in y }}",
        "{{ {{ a }} }}",
        "{{- a.b -}}",
        "{{+ a.b }}",
        "{{ a.b -}}",
        "{{ }}",
        "{{}}",
        "{{ a.b",
        "{{",
        "{{ a }",
        "{{ it's }}",
        "{{ a.b %}",
        "{{ a # b }}",
        "{{ a.b |ident| }}",
        "{{ a\0b }}",
        "{{ " + "(" * 200 + "a" + ")" * 200 + " }}",
        "{{ " + "(" * 5000 + "a" + ")" * 5000 + " }}",
        "{{ a" + ".b" * 5000 + " }}",
    ],
)
@pytest.mark.parametrize("form", ["name", "expression"])
def test_anything_else_is_refused_where_it_stands(output: str, form: Form) -> None:
    before = "é = \r\n{{ '{{' }} "
    with pytest.raises(TemplateError) as caught:
        parse_template(f"{before}{output} ", form=form)
    assert caught.value.offset == len(before)
    assert caught.value.help.startswith("Write ")
    assert caught.value.message


def test_each_form_has_its_own_filters() -> None:
    with pytest.raises(TemplateError, match="takes no filter"):
        parse_template("{{ tenant.id | ident }}", form="name")
    with pytest.raises(TemplateError, match="neither"):
        parse_template("{{ tenant.id }}", form="expression")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("'%s'", "string"),
        ("E'\\'%s'", "string"),
        ('"%s"', "quoted name"),
        ("$$ %s $$", "dollar-quoted string"),
        ("$q$ %s $q$", "dollar-quoted string"),
        ("a -- %s\n", "comment"),
        ("a /* /* */ %s */", "comment"),
        ("x_%s", "joined"),
        ("%s_x", "joined"),
        ("''%s", "joined"),
        ("%s'x'", "joined"),
        ("U&%s", "joined"),
        ("$%s$", "joined"),
        ("%s%s", "joined"),
    ],
)
def test_a_placeholder_stands_alone_in_code(text: str, place: str) -> None:
    placeholder = "{{ tenant.id | literal }}"
    with pytest.raises(TemplateError, match=place) as caught:
        parse_template(text.replace("%s", placeholder), form="expression")
    assert caught.value.offset == text.index("%s")


@pytest.mark.parametrize(
    "text",
    ["f(%s)", "a=%s::text", "'it''s' || %s", "a -- it's\n = %s", '"x" < %s', "a$b$ %s"],
)
def test_a_placeholder_may_stand_beside_quotes(text: str) -> None:
    template = parse_template(
        text.replace("%s", "{{ tenant.id | literal }}"), form="expression"
    )
    assert render_template(template, VALUES) == text.replace("%s", "'hr'")


def test_an_unknown_path_says_where() -> None:
    template = parse_template("a = {{ tenant.name | literal }}", form="expression")
    with pytest.raises(UnknownPathError) as caught:
        render_template(template, VALUES)
    assert (caught.value.path, caught.value.offset) == ("tenant.name", 4)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_no_value_is_read_as_a_template(value: str) -> None:
    template = parse_template("{{ a.b | literal }}", form="expression")
    assert render_template(template, {"a.b": value}) == quote_literal(value)


@given(st.text("{}%#-'\"ab.| \\\n", max_size=30))
def test_every_text_is_a_template_or_refused(text: str) -> None:
    offset = text.find("{{")
    try:
        template = parse_template(text, form="name")
    except TemplateError as error:
        offset = error.offset
    else:
        assert offset >= 0 or template.parts == ((Text(text),) if text else ())
    assert offset < 0 or text.startswith("{{", offset)
