import pytest

from compiler.model.setting import parse_setting


@pytest.mark.parametrize(
    ("parameter", "value", "values"),
    [
        ("work_mem", "8MB", ("8MB",)),
        ("app.motto", "a, b=c", ("a, b=c",)),
        (
            "search_path",
            "hr_tenant, extensions",
            ("hr_tenant", "extensions"),
        ),
        ("search_path", '"$user", public', ("$user", "public")),
        ("search_path", '"a ""b"", c",d', ('a "b", c', "d")),
        ("search_path", '""', ("",)),
        ("search_path", "one", ("one",)),
        ("search_path", "a,", ("a",)),
        ("search_path", "", ("",)),
        ("search_path", 'a, "b c" , d', ("a", "b c", "d")),
        ("search_path", 'a"b, "c', ('a"b', '"c')),
        ("Local_Preload_Libraries", "a, b", ("a", "b")),
    ],
)
def test_a_list_is_taken_apart_and_nothing_else_is(
    parameter: str, value: str, values: tuple[str, ...]
) -> None:
    setting = parse_setting(parameter, value)
    assert (setting.parameter, setting.values) == (parameter, values)
