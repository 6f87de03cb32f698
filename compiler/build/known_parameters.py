"""The storage parameters that PostgreSQL knows, with the values that they take.

Source: PostgreSQL 15 to 18, `reloptions.c` and the access methods; vector 0.8 and the
extensions' own SQL for operator classes.
"""

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, TypeAlias

_MAX_INT: Final = 2**31 - 1
_BOOLEANS: Final = frozenset({"true", "false", "on", "off", "yes", "no", "1", "0"})


@dataclasses.dataclass(frozen=True, slots=True)
class Number:
    """A parameter that takes a number between two others, both included."""

    low: Decimal
    high: Decimal
    whole: bool

    def accepts(self, text: str) -> bool:
        """Return whether PostgreSQL takes the text as a value."""
        digits = text.removeprefix("-").replace(".", "", 1)
        if not (digits.isascii() and digits.isdigit()):
            return False
        return (
            not (self.whole and "." in text) and self.low <= Decimal(text) <= self.high
        )

    @property
    def wanted(self) -> str:
        """The values, in words."""
        word = "whole number" if self.whole else "number"
        return f"a {word} from {self.low} to {self.high:f}"


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """A parameter that takes one of a few words."""

    words: frozenset[str]
    wanted: str

    def accepts(self, text: str) -> bool:
        """Return whether PostgreSQL takes the text as a value."""
        return text.lower() in self.words


Values: TypeAlias = Number | Choice


def _whole(low: int, high: int) -> Number:
    return Number(Decimal(low), Decimal(high), whole=True)


def _real(low: str, high: str) -> Number:
    return Number(Decimal(low), Decimal(high), whole=False)


_BOOLEAN: Final = Choice(_BOOLEANS, "on or off")
_AUTO: Final = Choice(_BOOLEANS | {"auto"}, "auto, on or off")
_FILLFACTOR: Final = {"fillfactor": _whole(10, 100)}
_SIGLEN: Final = {"siglen": _whole(1, 2024)}

_VACUUM: Final[Mapping[str, Values]] = {
    "autovacuum_enabled": _BOOLEAN,
    "autovacuum_vacuum_threshold": _whole(0, _MAX_INT),
    "autovacuum_vacuum_max_threshold": _whole(-1, _MAX_INT),
    "autovacuum_vacuum_insert_threshold": _whole(-1, _MAX_INT),
    "autovacuum_vacuum_scale_factor": _real("0", "100"),
    "autovacuum_vacuum_insert_scale_factor": _real("0", "100"),
    "autovacuum_vacuum_cost_delay": _real("0", "100"),
    "autovacuum_vacuum_cost_limit": _whole(1, 10_000),
    "autovacuum_freeze_min_age": _whole(0, 1_000_000_000),
    "autovacuum_freeze_max_age": _whole(100_000, 2_000_000_000),
    "autovacuum_freeze_table_age": _whole(0, 2_000_000_000),
    "autovacuum_multixact_freeze_min_age": _whole(0, 1_000_000_000),
    "autovacuum_multixact_freeze_max_age": _whole(10_000, 2_000_000_000),
    "autovacuum_multixact_freeze_table_age": _whole(0, 2_000_000_000),
    "log_autovacuum_min_duration": _whole(-1, _MAX_INT),
    "vacuum_index_cleanup": _AUTO,
    "vacuum_truncate": _BOOLEAN,
    "vacuum_max_eager_freeze_failure_rate": _real("0", "1"),
}

OF_TABLES: Final[Mapping[str, Values]] = {
    **_FILLFACTOR,
    "toast_tuple_target": _whole(128, 8_160),
    "parallel_workers": _whole(0, 1_024),
    "user_catalog_table": _BOOLEAN,
    "autovacuum_analyze_threshold": _whole(0, _MAX_INT),
    "autovacuum_analyze_scale_factor": _real("0", "100"),
    **_VACUUM,
    **{f"toast.{name}": values for name, values in _VACUUM.items()},
}
"""Of tables by name; those of their TOAST tables with `toast.` in front."""

OF_COLUMNS: Final[Mapping[str, Values]] = {
    "n_distinct": _real("-1", "1e18"),
    "n_distinct_inherited": _real("-1", "1e18"),
}

OF_INDEXES: Final[Mapping[str, Mapping[str, Values]]] = {
    "btree": {**_FILLFACTOR, "deduplicate_items": _BOOLEAN},
    "hash": _FILLFACTOR,
    "gist": {**_FILLFACTOR, "buffering": _AUTO},
    "spgist": _FILLFACTOR,
    "gin": {"fastupdate": _BOOLEAN, "gin_pending_list_limit": _whole(64, _MAX_INT)},
    "brin": {"pages_per_range": _whole(1, 131_072), "autosummarize": _BOOLEAN},
    "hnsw": {"m": _whole(2, 100), "ef_construction": _whole(4, 1_000)},
    "ivfflat": {"lists": _whole(1, 32_768)},
}
"""Access method to the parameters of its indexes by name."""

_OF_CLASSES: Final[Mapping[str, Mapping[str, Values]]] = {
    "tsvector_ops": _SIGLEN,
    "gist_trgm_ops": _SIGLEN,
    "gist_hstore_ops": _SIGLEN,
    "gist_ltree_ops": _SIGLEN,
    "gist__ltree_ops": _SIGLEN,
    "gist__intbig_ops": _SIGLEN,
    "gist__int_ops": {"numranges": _whole(1, 252)},
}


def of_operator_class(name: str) -> Mapping[str, Values]:
    """Return the parameters of an operator class of which something is known."""
    if name.endswith("_minmax_multi_ops"):
        return {"values_per_range": _whole(8, 256)}
    if name.endswith("_bloom_ops"):
        return {
            "n_distinct_per_range": _real("-1", "2147483647"),
            "false_positive_rate": _real("0.0001", "0.25"),
        }
    return _OF_CLASSES.get(name, {})
