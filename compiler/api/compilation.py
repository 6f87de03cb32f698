"""The stages from specs to SQL, in order: load, build, rules, render, syntax."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from compiler.api.home import read_today
from compiler.build.blueprint import Blueprint, build_blueprint
from compiler.build.body_position import find_in_body
from compiler.build.scope import shown
from compiler.build.tenants import Tenant
from compiler.diagnostics import Finding, error, has_errors, sort_findings
from compiler.document import Document
from compiler.errors import UsageError
from compiler.load.documents import load_specs
from compiler.load.excerpts import add_excerpts
from compiler.output.example import fill_example
from compiler.output.files import OutputTree, arrange_files
from compiler.output.manifest import PlanNotes
from compiler.render.change import render_catalog
from compiler.render.statement import Statement
from compiler.rules import RULES, check_rules
from compiler.rules.waivers import apply_waivers
from compiler.syntax.check import CheckResult, StatementText, check_statements


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Compilation:
    """What the stages from load to syntax yield.

    Args:
        blueprint: nothing where the specs have no project.
        shipped: the files that the package brings, of the control plane.
        tenant: statements for the sentinel tenant.
        lines: of each file, for excerpts.
        passed: for the next compilation: which statements the parsers accept.
    """

    specs: int
    shipped: frozenset[str]
    blueprint: Blueprint | None
    shared: tuple[Statement, ...]
    tenant: tuple[Statement, ...]
    parsers: tuple[str, ...]
    lines: Mapping[str, tuple[str, ...]]
    passed: Mapping[str, int]
    findings: tuple[Finding, ...]


def compile_specs(specs: Path, passed: Mapping[str, int]) -> Compilation:
    """Return what the specs in a folder come to.

    Args:
        specs: the folder.
        passed: what an earlier compilation returned.

    Raises:
        CannotRun: the folder cannot be read.
    """
    loaded = load_specs(specs)
    blueprint, found = build_blueprint(loaded.documents, loaded.broken)
    findings = [*loaded.findings, *found]
    shared: tuple[Statement, ...] = ()
    tenant: tuple[Statement, ...] = ()
    result = CheckResult(problems=(), passed={}, counts=())
    if blueprint is not None:
        findings += check_rules(blueprint)
        waivable = [rule.name for rule in RULES if rule.waivable]
        today = read_today()
        findings = [*apply_waivers(findings, loaded.documents, waivable, today)]
        shared = render_catalog(blueprint.shared, blueprint.project.owner)
        tenant = render_catalog(blueprint.tenant, blueprint.project.owner)
        statements = _sound((*shared, *tenant), blueprint, findings)
        result = check_statements([_text_of(one) for one in statements], passed)
        findings += _refused(result, statements, blueprint, loaded.documents)
    documents = (*loaded.documents, *loaded.broken)
    lines = {document.file: document.lines for document in documents}
    return Compilation(
        specs=sum(not document.shipped for document in documents),
        shipped=frozenset(each.file for each in documents if each.shipped),
        blueprint=blueprint,
        shared=shared,
        tenant=tenant,
        parsers=tuple(str(count) for count in result.counts),
        lines=lines,
        passed=result.passed,
        findings=add_excerpts(sort_findings(findings), lines),
    )


def require_tenant(blueprint: Blueprint, tenant_id: str) -> Tenant:
    """Return the tenant of that id.

    Raises:
        UsageError: the specs list none.
    """
    for tenant in blueprint.tenants:
        if tenant.id == tenant_id:
            return tenant
    known = ", ".join(tenant.id for tenant in blueprint.tenants)
    called = blueprint.project.called
    raise UsageError(
        f"the specs list no {called} {tenant_id}",
        help=f"Name one of {known}." if known else f"Add a {called} to the specs.",
    )


def arrange_output(compilation: Compilation) -> OutputTree | None:
    """Return the content of `out/`, or nothing after an error."""
    blueprint = compilation.blueprint
    if blueprint is None or has_errors(compilation.findings):
        return None
    return fill_example(
        arrange_files(
            compilation.shared,
            compilation.tenant,
            lambda item: str(blueprint.origin_of(item)),
            PlanNotes(
                renames={it: str(at) for it, at in blueprint.renames.items()},
                ignored={it: str(at) for it, at in blueprint.ignored.items()},
                value_sources={
                    it: str(at) for it, at in blueprint.value_sources.items()
                },
            ),
        )
    )


def _sound(
    statements: Sequence[Statement], blueprint: Blueprint, findings: Sequence[Finding]
) -> Sequence[Statement]:
    """Return the statements that can be judged.

    After an error elsewhere a statement may lack what was wrong there; then only
    functions are looked at, and of those only the ones from faultless files.
    """
    if not has_errors(findings):
        return statements
    faulty = {finding.position.file for finding in findings}
    return [
        statement
        for statement in statements
        if statement.body is not None
        and blueprint.origin_of(statement.object).position.file not in faulty
    ]


def _text_of(statement: Statement) -> StatementText:
    body = statement.body
    if body is None:
        return StatementText(statement.sql)
    return StatementText(statement.sql, body.language, body.text)


def _refused(
    result: CheckResult,
    statements: Sequence[Statement],
    blueprint: Blueprint,
    documents: Sequence[Document],
) -> Iterator[Finding]:
    by_file = {document.file: document for document in documents}
    for problem in result.problems:
        statement = statements[problem.index]
        origin = blueprint.origin_of(statement.object)
        position = origin.position
        document = by_file.get(position.file)
        if statement.body is not None and document is not None:
            body = statement.body.text
            offset = problem.offset - statement.sql.rfind(body)
            position = find_in_body(document, origin, body, offset)
        yield error(
            "invalid-sql",
            position,
            f"the SQL that comes of this is refused: {shown(problem.message)}",
            f"Correct the SQL that stands here; the {problem.parser} reads it.",
        )
