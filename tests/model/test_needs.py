from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.needs import find_needs, provided_by
from tests.render.sample import column, plain_table, routine

TABLE = QualifiedName(schema="Big.One", name="notes")


def test_names_are_found_quoted_or_not() -> None:
    table = plain_table(
        QualifiedName(schema="s", name="t"),
        column("a", '"Big.One".notes'),
        column("b", "s.Kind"),
        column("c", "text", default='s . "say ""so"""(1)'),
    )
    assert set(find_needs(table)) == {
        TABLE,
        QualifiedName(schema="s", name="kind"),
        QualifiedName(schema="s", name='say "so"'),
    }


def test_the_body_of_a_routine_needs_nothing() -> None:
    name = QualifiedName(schema="s", name="f")
    item = routine(name, "s.kind", "SELECT * FROM s.t")
    assert provided_by(item) == (name,)
    assert set(find_needs(item)) == {QualifiedName(schema="s", name="kind")}


def test_an_index_needs_its_table_and_provides_nothing() -> None:
    index = Index(
        table=TABLE,
        name="i",
        access_method="btree",
        unique=False,
        nulls_distinct=True,
        only=False,
        elements=(),
        include=(),
        storage_parameters=(),
        predicate="s.f(a)",
        description="",
        valid=True,
    )
    assert set(find_needs(index)) == {TABLE, QualifiedName(schema="s", name="f")}
    assert provided_by(index) == ()
