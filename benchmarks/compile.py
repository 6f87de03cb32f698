"""What compiling costs: stage by stage, by the number of tenants, and as a process."""

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from report import (
    Row,
    median_cpu,
    milliseconds,
    read_arguments,
    run_child,
    tenantry,
    write_section,
)

from compiler.api.compilation import arrange_output, compile_specs
from compiler.build.blueprint import Blueprint, build_blueprint
from compiler.load.documents import load_specs
from compiler.output.write import write_tree
from compiler.render.change import render_catalog
from compiler.render.statement import Statement
from compiler.rules import check_rules
from compiler.syntax.check import StatementText, check_statements
from compiler.syntax.quote import SentinelText

SPECS = Path(__file__).resolve().parents[1] / "specs"
TENANTS = (1, 10, 100, 1_000)
COMPILE = (tenantry(), "compile", "--specs", "specs", "--out", "out")


def main() -> None:
    """Measure, and write the section."""
    arguments = read_arguments(__doc__ or "", runs=7)
    with tempfile.TemporaryDirectory() as folder:
        rows = tuple(_measure(Path(folder), arguments))
    write_section("compile.py", arguments, rows)


def _measure(folder: Path, arguments: argparse.Namespace) -> Iterator[Row]:
    runs: int = arguments.runs
    shutil.copytree(SPECS, folder / "specs")
    yield from _processes(folder, runs)
    yield from _stages(folder / "specs", runs)
    yield from _tenants(folder, runs)


def _processes(folder: Path, runs: int) -> Iterator[Row]:
    run_child(COMPILE, folder=folder)
    warm = [run_child(COMPILE, folder=folder).cpu for _ in range(runs)]
    cold = []
    for _ in range(runs):
        _forget(folder)
        cold.append(run_child(COMPILE, folder=folder).cpu)
    help_ = [run_child((tenantry(), "--help"), folder=folder).cpu for _ in range(runs)]
    yield _row("`tenantry compile`, CPU, nothing known yet", cold, "≤ 1 s")
    yield _row("`tenantry compile`, CPU, nothing changed", warm, "≤ 400 ms")
    yield _row("`tenantry --help`, CPU", help_, "≤ 200 ms")


def _forget(folder: Path) -> None:
    for name in (".tenantry", "out"):
        if (folder / name).exists():
            shutil.rmtree(folder / name)


def _row(what: str, seconds: list[float], bound: str = "") -> Row:
    return Row(
        what=what, measured=milliseconds(statistics.median(seconds)), bound=bound
    )


def _stages(specs: Path, runs: int) -> Iterator[Row]:
    loaded = load_specs(specs)
    blueprint = _build(specs)
    statements = _render(blueprint)
    texts = [
        StatementText(one.sql, one.body.language, one.body.text)
        if one.body
        else StatementText(one.sql)
        for one in statements
    ]
    compilation = compile_specs(specs, {})
    stages: dict[str, Callable[[], object]] = {
        "load": lambda: load_specs(specs),
        "build": lambda: build_blueprint(loaded.documents, loaded.broken),
        "rules": lambda: check_rules(blueprint),
        "render": lambda: _render(blueprint),
        "syntax, nothing known yet": lambda: check_statements(texts, {}),
        "syntax, all known": lambda: check_statements(texts, compilation.passed),
        "output, arranged": lambda: arrange_output(compilation),
    }
    for name, work in stages.items():
        seconds = median_cpu(work, runs=runs)
        yield Row(what=f"stage {name}, CPU", measured=milliseconds(seconds))
    tree = arrange_output(compilation)
    if tree is None:
        raise SystemExit("the specs have errors")
    out = specs.with_name("written")
    first = median_cpu(lambda: write_tree(out, tree), runs=1)
    again = median_cpu(lambda: write_tree(out, tree), runs=runs)
    yield Row(what="stage output, written anew, CPU", measured=milliseconds(first))
    yield Row(what="stage output, unchanged, CPU", measured=milliseconds(again))


def _build(specs: Path) -> Blueprint:
    loaded = load_specs(specs)
    blueprint, _ = build_blueprint(loaded.documents, loaded.broken)
    if blueprint is None:
        raise SystemExit("the specs have no project")
    return blueprint


def _render(blueprint: Blueprint) -> tuple[Statement, ...]:
    owner = blueprint.project.owner
    return (
        *render_catalog(blueprint.shared, owner),
        *render_catalog(blueprint.tenant, owner),
    )


def _tenants(folder: Path, runs: int) -> Iterator[Row]:
    specs = folder / "specs"
    passed = compile_specs(specs, {}).passed
    seconds = {}
    for count in TENANTS:
        listed = "".join(f"  t{i:04d}: {{name: Tenant {i}}}\n" for i in range(count))
        (specs / "tenants.yaml").write_text(f"tenants:\n{listed}", "utf-8")
        taken = []
        for _ in range(runs):
            _forget(folder)
            taken.append(run_child(COMPILE, folder=folder).cpu)
        yield _row(
            f"`tenantry compile`, CPU, {count:,} tenant{'s' * (count > 1)}", taken
        )
        # In one process, because starting one varies more than tenants cost.
        seconds[count] = median_cpu(lambda: compile_specs(specs, passed), runs=runs)
    few, many = TENANTS[0], TENANTS[-1]
    each = (seconds[many] - seconds[few]) / (many - few)
    yield Row(
        what="a further tenant, CPU", measured=milliseconds(each), bound="≤ 0.2 ms"
    )
    yield Row(
        what="the SQL of one tenant, filled in, CPU", measured=_filled(specs, runs)
    )


def _filled(specs: Path, runs: int) -> str:
    statements = _render(_build(specs))
    text = SentinelText("\n".join(one.sql for one in statements))
    ids = [f"t{i:04d}" for i in range(1_000)]
    whole = median_cpu(lambda: [text.for_tenant(each) for each in ids], runs=runs)
    return milliseconds(whole / len(ids))


main()
