"""Specs written to harm: they end in findings, within bounds, and out/ stays inside.

Each case is checked in a process of its own whose memory and CPU time are limited far
above what it needs, because what goes wrong here would take the test run along.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from compiler.load.documents import KINDS
from compiler.load.files import read_json_schema

PROJECT: Final = """
project: acme
postgres: 15
tenant:
  called: client
  column: {name: client, type: text}
  schema: "{{ tenant.id }}_space"
  role: "{{ tenant.id }}_group"
  login: "{{ tenant.id }}_login"
"""
ROLE: Final = 'role: "{{ tenant.role }}"\n'
TABLE: Final = "table: t\ntenant_column: false\ncolumns:\n  id: {type: integer}\n"

LIMITED: Final = """
import json, resource, sys
from pathlib import Path

def limit(what, wanted):
    hard = resource.getrlimit(what)[1]
    if hard == resource.RLIM_INFINITY or wanted <= hard:
        resource.setrlimit(what, (wanted, hard))

limit(resource.RLIMIT_CPU, 60)
if sys.platform == "linux":
    limit(resource.RLIMIT_AS, 2 * 1024**3)

from compiler import api
found = []
for folder in map(Path, sys.argv[1:]):
    done = api.compile(folder / "specs", folder / "out", home=folder / "home")
    rules = {one.rule for one in done.findings if one.severity == "error"}
    found.append(sorted(rules))
print(json.dumps(found))
"""


def compile_limited(folder: Path, specs: Mapping[str, str | bytes]) -> set[str]:
    """Return the rules of the errors; anything but findings fails the test."""
    write(folder, specs)
    (found,) = compile_all(folder)
    return found


def write(folder: Path, specs: Mapping[str, str | bytes]) -> None:
    (folder / "specs").mkdir(parents=True)
    for name, content in {"project.yaml": PROJECT, "role.yaml": ROLE, **specs}.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / "specs" / name).write_bytes(data)


def compile_all(*folders: Path) -> list[set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *folders],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return [set(rules) for rules in json.loads(done.stdout)]


def expression(sql: str) -> str:
    return TABLE + f"checks: {{c: {json.dumps(sql)}}}\n"


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)
    ]
    return "table: t\n" + "\n".join(lines)


HARMFUL: Final[Mapping[str, tuple[str | bytes, str]]] = {
    "aliases that multiply": (bomb(12), "yaml-feature"),
    "merge keys": ("table: t\n<<: {description: x}\n", "yaml-feature"),
    "a tag that runs code": (
        'table: !!python/object/apply:os.system ["exit 1"]\n',
        "yaml-feature",
    ),
    "a body that ends early": (
        (
            "procedure: p\nlanguage: sql\n"
            "begin_atomic: SELECT 1; END; DROP SCHEMA acme CASCADE; --\n"
        ),
        "invalid-sql",
    ),
    "a result that ends the body": (
        "function: f\nreturns: int\nlanguage: sql\nreturn: 1; DROP SCHEMA acme; --\n",
        "invalid-expression",
    ),
    "a sum of too many numbers in a body": (
        (f"procedure: p\nlanguage: sql\nbegin_atomic: SELECT {'1 + ' * 20_000}1;\n"),
        "invalid-sql",
    ),
    "a type that says more": (
        "type: t\ndomain: {base: 'text; DROP SCHEMA acme'}\n",
        "invalid-type",
    ),
    "an operator that is a comment": (
        (
            "aggregate: a\narguments: [{name: x, type: text}]\n"
            "state_function: textcat\n"
            "state_type: text\nsort_operator: --\n"
        ),
        "wrong-form",
    ),
    "types made of one another": (
        "type: t\ncomposite: {attributes: {t: {type: t}}}\n",
        "cyclic-needs",
    ),
    "lists in lists": ("table: " + "[" * 200_000, "too-deep"),
    "mappings in mappings": ("table: " + "{a: " * 100_000, "too-deep"),
    "blocks in blocks": (
        "table: t\n" + "".join(" " * n + "a:\n" for n in range(1_000)),
        "too-deep",
    ),
    "dashes in dashes": ("table:\n " + "- " * 200_000 + "x\n", "too-deep"),
    "keys that are no columns": (
        "table: t\ncolumns:\n" + "".join(f"  c{n}: x\n" for n in range(80_000)),
        "wrong-type",
    ),
    "more than a megabyte": ("#" * (1024 * 1024 + 1), "file-too-large"),
    "a NUL byte": (b"table: a\x00b\n", "control-character"),
    "a NUL in an escape": ('table: "a\\0b"\n', "control-character"),
    "a name that reads backwards": (
        'table: "a\\u202eb"\ntenant_column: false\n',
        "invisible-character",
    ),
    "a name with a joint that is not seen": (
        TABLE.replace("id", "i\u200bd"),
        "invisible-character",
    ),
    "a change of direction": ("table: a\u202eb\n", "control-character"),
    "half a surrogate pair": ('table: "a\\ud800b"\n', "yaml-syntax"),
    "bytes that are no text": (b"table: \xff\xfe\n", "not-utf8"),
    "a number of many digits": (
        TABLE + f"partition_by: {{range: id, every: 1 day, ahead: {'9' * 20_000}}}\n",
        "ambiguous-scalar",
    ),
    "a number with a huge exponent": (
        TABLE + "partition_by: {range: id, every: 1 day, ahead: 1e999999999}\n",
        "wrong-type",
    ),
    "a name of ten thousand letters": (f"table: {'x' * 10_000}\n", "name-too-long"),
    "a tenant id that is a key too long": (
        f"tenants: {{{'a' * 100_000}!: {{}}}}\n",
        "yaml-syntax",
    ),
    "an interval that backtracks": (
        f"retention_rule: r\nkeep: {'1' * 100_000}!\nbasis: id\naction: delete\n",
        "wrong-form",
    ),
    "parentheses in parentheses": (
        expression("(" * 100_000 + "id" + ")" * 100_000),
        "invalid-expression",
    ),
    "a sum without end": (expression("id" + "+id" * 200_000), "invalid-expression"),
    "nots in nots": (expression("not " * 100_000 + "true"), "invalid-expression"),
    "casts of casts": (expression("id" + "::int" * 100_000), "invalid-expression"),
    "a type in brackets": (
        f'table: t\ncolumns: {{id: {{type: "integer{"[]" * 100_000}"}}}}\n',
        "invalid-type",
    ),
    "an excluding operator that is a comment": (
        TABLE + 'exclude: [{elements: [{column: id, operator: "tools.--"}]}]\n',
        "unknown-operator",
    ),
    "a storage parameter that closes a bracket": (
        TABLE + 'with: {fillfactor: "70); DROP TABLE t; --"}\n',
        "invalid-storage-parameter",
    ),
    "an opened placeholder": (expression("{{ " * 100_000), "template"),
    "a path into Python": (
        expression("{{ tenant.__class__.__mro__ | literal }}"),
        "template",
    ),
    "a call in a placeholder": (
        expression("{{ cycler.__init__.__globals__.os.popen('id') | literal }}"),
        "template",
    ),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_spec_is_a_finding(tmp_path: Path, name: str) -> None:
    content, rule = HARMFUL[name]
    assert rule in compile_limited(tmp_path, {"harm.yaml": content})
    assert not (tmp_path / "out").exists()


HARMLESS: Final[Mapping[str, str]] = {
    "a description of a megabyte": TABLE + f"description: {'x' * 900_000}\n",
    "a body of a megabyte": (
        "function: f\nreturns: void\nlanguage: plpgsql\nbody: |\n  BEGIN\n"
        + "    NULL;\n" * 50_000
        + "  END\n"
    ),
    "a check of ten thousand values": (
        f"table: t\ntenant_column: false\ncolumns:\n  id: {{type: integer, one_of: "
        f"[{', '.join(map(str, range(10_000)))}]}}\n"
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_large_spec_compiles(tmp_path: Path, name: str) -> None:
    assert compile_limited(tmp_path, {"large.yaml": HARMLESS[name]}) == set()


def test_ten_thousand_columns_are_read_within_bounds(tmp_path: Path) -> None:
    columns = "".join(f"  c{n}: {{type: integer}}\n" for n in range(10_000))
    spec = f"table: t\ntenant_column: false\ncolumns:\n{columns}"
    assert compile_limited(tmp_path, {"wide.yaml": spec}) == {"too-many-columns"}


TRICKS: Final = (
    "../../etc/passwd",
    "..",
    ".",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "CON",
    "-rf",
    "~root",
    "a\nb",
    "%2e%2e%2f",
    "Übergröße",
    "manifest.json",
    "a\u202eb",
    "a\u200bb",
)


def named(kind: str, key: str, name: str) -> str:
    """A spec of a kind in which a key, its own name for one, is the name."""
    example: dict[str, object] = read_json_schema(kind)["examples"][0]
    if kind == "tenants":
        return json.dumps({"tenants": {name: {"name": name}}})
    return json.dumps({**example, key: name})


PLACES: Final = [
    (kind, key)
    for kind in KINDS
    for key in (kind, "schema")
    if key in read_json_schema(kind)["properties"]
]


@pytest.mark.parametrize(("kind", "key"), PLACES)
def test_out_stays_inside_its_folder(tmp_path: Path, kind: str, key: str) -> None:
    folders = [tmp_path / "deep" / f"number{number}" for number in range(len(TRICKS))]
    file = "project.yaml" if kind == "project" else "trick.yaml"
    for folder, name in zip(folders, TRICKS, strict=True):
        write(folder, {file: named(kind, key, name)})
    found = compile_all(*folders)
    assert {path.name for path in tmp_path.iterdir()} == {"deep"}
    assert set((tmp_path / "deep").iterdir()) == set(folders)
    for folder, rules in zip(folders, found, strict=True):
        assert {path.name for path in folder.iterdir()} <= {"specs", "out", "home"}
        out = folder / "out"
        written = [path for path in out.rglob("*") if path.is_file()]
        assert bool(written) is not bool(rules)
        assert all(path.resolve().is_relative_to(out.resolve()) for path in written)


def test_names_that_differ_in_case_alone_are_files_of_their_own(
    tmp_path: Path,
) -> None:
    small = TABLE.replace("table: t", "table: calls")
    specs = {"small.yaml": small, "large.yaml": small.replace("calls", "CALLS")}
    assert compile_limited(tmp_path, specs) == set()
    files = list((tmp_path / "out/tenant/tables").iterdir())
    assert len({path.name.casefold() for path in files}) == len(files) == 2
