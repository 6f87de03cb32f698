"""Sequences, and the columns with which they go away."""

from collections.abc import Iterator

from compiler.model.sequence import Sequence, SequenceOwner
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file


def render_create_sequence(sequence: Sequence) -> tuple[Statement, ...]:
    """Return the creation of a sequence, and its comment."""
    sql = render_file(
        "compiler.render",
        "sequence/create",
        sequence=sequence,
        unlogged="UNLOGGED " if sequence.unlogged else "",
        options=tuple(_options(sequence)),
    )
    return (
        Statement(sql=sql, object=sequence, as_owner=True),
        *render_comment(
            sequence, f"SEQUENCE {sequence.name.sql}", sequence.description
        ),
    )


def render_create_sequence_owner(owner: SequenceOwner) -> tuple[Statement, ...]:
    """Return what ties a sequence to its column."""
    sql = render_file("compiler.render", "sequence_owner/create", owner=owner)
    return (Statement(sql=sql, object=owner, as_owner=True),)


def _options(sequence: Sequence) -> Iterator[str]:
    if sequence.data_type != "bigint":
        yield f"AS {sequence.data_type}"
    if sequence.increment != 1:
        yield f"INCREMENT BY {sequence.increment}"
    numbers = (
        ("MINVALUE", sequence.minimum),
        ("MAXVALUE", sequence.maximum),
        ("START WITH", sequence.start),
    )
    yield from (f"{word} {number}" for word, number in numbers if number is not None)
    if sequence.cache != 1:
        yield f"CACHE {sequence.cache}"
    if sequence.cycle:
        yield "CYCLE"


def render_alter_sequence(before: Sequence, after: Sequence) -> tuple[Statement, ...]:
    """Return what makes one sequence of another; it goes on where it was."""
    options = tuple(_changes(before, after))
    altered: list[str] = []
    if options:
        altered.append(
            render_file(
                "compiler.render", "sequence/alter", sequence=after, options=options
            )
        )
    if before.unlogged != after.unlogged:
        word = "UNLOGGED" if after.unlogged else "LOGGED"
        altered.append(
            render_file(
                "compiler.render", "sequence/persistence", sequence=after, word=word
            )
        )
    return (
        *(Statement(sql=sql, object=after, as_owner=True) for sql in altered),
        *render_comment_change(
            after, f"SEQUENCE {after.name.sql}", before.description, after.description
        ),
    )


def render_alter_sequence_owner(
    before: SequenceOwner,  # noqa: ARG001 - a sequence has one owner at most
    after: SequenceOwner,
) -> tuple[Statement, ...]:
    """Return what ties a sequence to another column."""
    return render_create_sequence_owner(after)


def _changes(before: Sequence, after: Sequence) -> Iterator[str]:
    if before.data_type != after.data_type:
        yield f"AS {after.data_type}"
    if before.increment != after.increment:
        yield f"INCREMENT BY {after.increment}"
    limits = (
        ("MINVALUE", before.minimum, after.minimum),
        ("MAXVALUE", before.maximum, after.maximum),
    )
    for word, old, new in limits:
        if old != new:
            yield f"{word} {new}" if new is not None else f"NO {word}"
    if before.start != after.start and after.start is not None:
        yield f"START WITH {after.start}"
    if before.cache != after.cache:
        yield f"CACHE {after.cache}"
    if before.cycle != after.cycle:
        yield "CYCLE" if after.cycle else "NO CYCLE"
