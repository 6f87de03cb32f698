"""Whether a spec has the shape of its kind: judged by its JSON Schema.

The JSON Schemas are those that editors use, so both judge alike; the findings are put
into the words of the spec, at the place of the node.
"""

import itertools
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from jsonschema.exceptions import ValidationError

from compiler.diagnostics import Finding, sort_findings
from compiler.document import MappingNode, Node, ScalarNode, SequenceNode
from compiler.load.complaints import Complaint
from compiler.load.json_schemas import validator_of
from compiler.load.misplaced import find_misplaced
from compiler.load.shape_findings import explain
from compiler.load.source import MAX_FINDINGS


def check_shape(root: MappingNode, kind: str) -> tuple[Finding, ...]:
    """Return where the spec departs from the shape of its kind."""
    # The stubs know JSON's numbers, but no Decimal; jsonschema takes it for one.
    plain: Any = root.plain()
    misplaced = tuple(find_misplaced(root, kind))
    meant_otherwise: set[tuple[str | int, ...]] = {
        path for each in misplaced for path in each.paths
    }
    positions = {place for each in misplaced for place in each.positions}
    found = (
        finding
        for problem in validator_of(kind).iter_errors(plain)
        if not _begins_with(tuple(problem.absolute_path), meant_otherwise)
        for finding in _explain(root, problem)
        if finding.position not in positions
    )
    shown = itertools.islice(found, MAX_FINDINGS)
    return sort_findings((*(each.finding for each in misplaced), *shown))


def _begins_with(
    path: tuple[str | int, ...], beginnings: Collection[tuple[str | int, ...]]
) -> bool:
    return any(path[: end + 1] in beginnings for end in range(len(path)))


def _explain(root: MappingNode, problem: ValidationError) -> Iterator[Finding]:
    if problem.validator in {"anyOf", "oneOf"}:
        meant = _branch_meant(problem)
        if meant:
            for each in meant:
                yield from _explain(root, each)
            return
    path = tuple(problem.absolute_path)
    key, node = _locate(root, path)
    if "propertyNames" in problem.absolute_schema_path and isinstance(
        node, MappingNode
    ):
        key = node.entries[str(problem.instance)][0]
        path = (*path, key.text)
        node = key
    yield from explain(Complaint(problem=problem, node=node, key=key, path=path))


def _branch_meant(problem: ValidationError) -> tuple[ValidationError, ...]:
    """Return the complaints of the branch that fits the type of what is written."""
    branches: dict[object, list[ValidationError]] = {}
    for each in problem.context or ():
        branches.setdefault(each.schema_path[0], []).append(each)
    fitting = [errors for errors in branches.values() if not _is_other_type(errors)]
    return tuple(fitting[0]) if len(fitting) == 1 else ()


def _is_other_type(errors: Iterable[ValidationError]) -> bool:
    return any(each.validator == "type" and not each.path for each in errors)


def _locate(
    root: MappingNode, path: tuple[str | int, ...]
) -> tuple[ScalarNode | None, Node]:
    key: ScalarNode | None = None
    node: Node = root
    for step in path:
        if isinstance(node, MappingNode):
            key, node = node.entries[str(step)]
        elif isinstance(node, SequenceNode):
            key, node = None, node.items[int(step)]
    return key, node
