"""How a platform stands, in Prometheus' text format.

Source: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    SummaryMetricFamily,
)
from prometheus_client.registry import Collector

from compiler.apply.part_status import PartStatus
from compiler.apply.version import SHARED, Status

_Family: TypeAlias = CounterMetricFamily | GaugeMetricFamily | SummaryMetricFamily


def render_metrics(parts: Sequence[PartStatus]) -> str:
    """Return the metrics of parts, each labelled `tenant`."""
    registry = CollectorRegistry()
    registry.register(_Parts(parts))
    return generate_latest(registry).decode()


class _Parts(Collector):
    """Tells a registry of parts."""

    def __init__(self, parts: Sequence[PartStatus]) -> None:
        self._parts = parts

    def collect(self) -> Iterator[_Family]:
        """Yield each metric with a sample for every part that has one."""
        yield _tenants(self._parts)
        yield _drift(self._parts)
        yield _changes(self._parts)
        yield _durations(self._parts)
        yield from _latest(self._parts)


def _tenants(parts: Sequence[PartStatus]) -> GaugeMetricFamily:
    count = sum(each.part != SHARED for each in parts)
    return GaugeMetricFamily(
        "tenantry_tenants", "Tenants that the specs list.", value=count
    )


def _drift(parts: Iterable[PartStatus]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(
        "tenantry_drift_changes",
        "Changes that would make the database as the specs say.",
        labels=["tenant"],
    )
    for each in parts:
        family.add_metric([each.part], each.pending)
    return family


def _changes(parts: Iterable[PartStatus]) -> CounterMetricFamily:
    family = CounterMetricFamily(
        "tenantry_changes",
        "Changes that the journal has, by how far they came.",
        labels=["tenant", "status"],
    )
    for each in parts:
        counts = {it.status: it.versions for it in each.tallies}
        for status in Status:
            family.add_metric([each.part, status], counts.get(status, 0))
    return family


def _durations(parts: Iterable[PartStatus]) -> SummaryMetricFamily:
    family = SummaryMetricFamily(
        "tenantry_change_duration_seconds",
        "Time from the begin of a change to its end, of those that have ended.",
        labels=["tenant"],
    )
    for each in parts:
        ended = [it for it in each.tallies if it.status != Status.RUNNING]
        family.add_metric(
            [each.part],
            count_value=sum(it.versions for it in ended),
            sum_value=sum(it.seconds for it in ended),
        )
    return family


def _latest(parts: Iterable[PartStatus]) -> Iterator[GaugeMetricFamily]:
    version = _gauge("tenantry_version", "Version that the part has come to.")
    failed = _gauge("tenantry_last_change_failed", "1 where the last change failed.")
    started = _gauge(
        "tenantry_last_change_timestamp_seconds", "When the last change began."
    )
    duration = _gauge(
        "tenantry_last_change_duration_seconds", "Time that the last change took."
    )
    for each in parts:
        latest = each.version
        if latest is None:
            continue
        labels = [each.part]
        version.add_metric(labels, latest.version)
        failed.add_metric(labels, latest.status == Status.FAILED)
        started.add_metric(labels, latest.started_at.timestamp())
        if latest.ended_at is not None:
            took = latest.ended_at - latest.started_at
            duration.add_metric(labels, took.total_seconds())
    yield from (version, failed, started, duration)


def _gauge(name: str, what: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, what, labels=["tenant"])
