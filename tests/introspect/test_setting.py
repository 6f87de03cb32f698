import pytest

from compiler.introspect.setting import parse_setting


@pytest.mark.parametrize(
    ("stored", "parameter", "values"),
    [
        ("work_mem=8MB", "work_mem", ("8MB",)),
        ("app.motto=a, b=c", "app.motto", ("a, b=c",)),
        (
            "search_path=hr_tenant, extensions",
            "search_path",
            ("hr_tenant", "extensions"),
        ),
        ('search_path="$user", public', "search_path", ("$user", "public")),
        ('search_path="a ""b"", c",d', "search_path", ('a "b", c', "d")),
        ('search_path=""', "search_path", ("",)),
        ("search_path=one", "search_path", ("one",)),
        ("search_path=a,", "search_path", ("a",)),
    ],
)
def test_a_list_is_taken_apart_and_nothing_else_is(
    stored: str, parameter: str, values: tuple[str, ...]
) -> None:
    setting = parse_setting(stored)
    assert (setting.parameter, setting.values) == (parameter, values)
