"""What a spec allows itself: under `allow:` the rules that it breaks on purpose.

A waiver stands in the file in which the finding is shown, gives its reason, and may
end on a day. Only rules about what could be compiled all the same can be waived.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from compiler.diagnostics import Finding, error, warning
from compiler.document import (
    Document,
    MappingNode,
    Node,
    ScalarNode,
    as_mapping,
    as_scalar,
)
from compiler.spelling import find_nearest


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Waiver:
    """One entry of `allow`.

    Args:
        key: names the rule.
        until: its last day; nothing where it has no end.
    """

    key: ScalarNode
    reason: str
    until: dt.date | None

    def covers(self, finding: Finding) -> bool:
        """Return whether the finding is what is allowed, and stands where it is."""
        same_file = finding.position.file == self.key.position.file
        return same_file and finding.rule == self.key.text

    def ended(self, today: dt.date) -> bool:
        """Return whether its last day is past."""
        return self.until is not None and self.until < today


def apply_waivers(
    findings: Sequence[Finding],
    documents: Iterable[Document],
    waivable: Iterable[str],
    today: dt.date,
) -> tuple[Finding, ...]:
    """Return the findings, allowed ones marked, and what is wrong with the waivers.

    Args:
        findings: of all stages.
        documents: the specs, whose `allow` is read.
        waivable: names of the rules that can be waived.
        today: the day on which a waiver has to be in force.
    """
    about: list[Finding] = []
    waivers = _read_waivers(documents, frozenset(waivable), about)
    for waiver in waivers:
        about += _judge(waiver, findings, today)
    in_force = [waiver for waiver in waivers if not waiver.ended(today)]
    return (*(_marked(finding, in_force) for finding in findings), *about)


def _read_waivers(
    documents: Iterable[Document], rules: frozenset[str], about: list[Finding]
) -> list[_Waiver]:
    waivers = []
    for document in documents:
        for key, value in document.root.mapping("allow"):
            try:
                if key.text in rules:
                    waivers.append(_read(key, value))
                else:
                    about.append(_unknown(key, rules))
            except ValueError:
                about.append(_invalid_date(value))
    return waivers


def _read(key: ScalarNode, value: Node) -> _Waiver:
    """Return the waiver.

    Raises:
        ValueError: its last day is none of the calendar.
    """
    if not isinstance(value, MappingNode):
        return _Waiver(key=key, reason=as_scalar(value).text, until=None)
    day = value.text("until")
    return _Waiver(
        key=key,
        reason=value.text("reason"),
        until=dt.date.fromisoformat(day) if day else None,
    )


def _marked(finding: Finding, waivers: Iterable[_Waiver]) -> Finding:
    waiver = next((it for it in waivers if it.covers(finding)), None)
    if waiver is None:
        return finding
    return dataclasses.replace(finding, allowed=waiver.reason)


def _judge(
    waiver: _Waiver, findings: Iterable[Finding], today: dt.date
) -> Iterator[Finding]:
    rule, position = waiver.key.text, waiver.key.position
    if not any(waiver.covers(finding) for finding in findings):
        yield warning(
            "unused-waiver",
            position,
            f"{rule} finds nothing in this spec, so there is nothing to allow",
            "Remove the waiver.",
        )
    elif waiver.ended(today):
        yield warning(
            "expired-waiver",
            position,
            f"the waiver of {rule} ended on {waiver.until}",
            "Cure what it allowed, or give it a new day and reason.",
        )


def _invalid_date(value: Node) -> Finding:
    node = as_scalar(as_mapping(value).scalars("until")[0])
    return error(
        "invalid-date",
        node.position,
        f'"{node.text}" is no day of the calendar',
        "Write the last day of the waiver as year-month-day.",
    )


def _unknown(key: ScalarNode, rules: frozenset[str]) -> Finding:
    near = find_nearest(key.text, tuple(sorted(rules)))
    return error(
        "unknown-rule",
        key.position,
        f'there is no rule "{key.text}" that a spec can allow',
        f"Write {near}."
        if near
        else "See `tenantry explain` for the rules, or remove it.",
    )
