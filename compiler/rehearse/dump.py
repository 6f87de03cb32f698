"""What `pg_dump` says of a database: a second witness, which knows nothing of us.

What means nothing is brought into one form: the order of statements and of columns, and
settings of the session.

Source: PostgreSQL documentation, "pg_dump".
"""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from typing import Any, Final

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from compiler.errors import CannotRun
from compiler.postgres.build import find_build
from compiler.syntax.settle import settle_expression

_SESSION: Final = re.compile(r"^(SET |SELECT pg_catalog\.set_config|--|\\)")
_COLUMNS: Final = re.compile(r"^(CREATE [^(]*TABLE [^(]*\()\n(.*)\n(\).*)$", re.DOTALL)
_SHOWN: Final = 3


def dump_schemas(dsn: str, schemas: Sequence[str], major: int) -> tuple[str, ...]:
    """Return the statements of schemas, in an order that means nothing.

    Args:
        dsn: of the database.
        schemas: their names.
        major: major version of the server.

    Raises:
        CannotRun: there is no pg_dump of that version, or it fails.
    """
    parameters: dict[str, Any] = {**conninfo_to_dict(dsn)}
    # Whoever lists processes sees their arguments, and not what is around them.
    password = parameters.pop("password", None)
    command = [
        str(find_build(major=major).bin_dir / "pg_dump"),
        "--schema-only",
        "--no-password",
        *(f'--schema="{name.replace(chr(34), chr(34) * 2)}"' for name in schemas),
        f"--dbname={make_conninfo(**parameters)}",
    ]
    around = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and each argument is ours
            command, capture_output=True, text=True, env=around, check=True
        )
    except OSError as problem:
        raise CannotRun(
            f"cannot run pg_dump {major}: {problem.strerror}",
            help="Install PostgreSQL's client programs, or leave --witness out.",
        ) from problem
    except subprocess.CalledProcessError as problem:
        raise CannotRun(
            f"pg_dump failed: {problem.stderr.strip()}",
            help="Read what it says, or leave --witness out.",
        ) from problem
    return tuple(sorted(map(_settle, _split(done.stdout))))


def compare_dumps(made: Sequence[str], fresh: Sequence[str]) -> Iterator[str]:
    """Yield in what two dumps differ.

    Args:
        made: statements of what came of a plan.
        fresh: statements of what was built from nothing.
    """
    for what, some, others in (
        ("pg_dump finds what a fresh build has not", made, fresh),
        ("pg_dump misses what a fresh build has", fresh, made),
    ):
        left = [each for each in some if each not in set(others)]
        yield from (f"{what}: {each}" for each in left[:_SHOWN])


def _split(text: str) -> Iterator[str]:
    """Yield the statements of a dump, which stand between lines that are empty."""
    for block in re.split(r"\n\n+(?=--\n|\\|\Z)", text):
        lines = [line for line in block.split("\n") if not _SESSION.match(line)]
        statement = "\n".join(lines).strip()
        if statement.startswith(("GRANT ", "REVOKE ")):
            # Who got something first means nothing.
            yield from statement.split("\n")
        elif statement:
            yield statement


def _settle(statement: str) -> str:
    """Return a statement with what a table consists of in order.

    Expressions are brought to what a server writes of its own text: what there is was
    built from that, and a fresh build from the text of specs.
    """
    found = _COLUMNS.match(statement)
    if found is None:
        return settle_expression(statement)
    head, inner, tail = found.groups()
    parts = sorted(settle_expression(line.rstrip(",")) for line in inner.split("\n"))
    return "\n".join((head, *parts, tail))
