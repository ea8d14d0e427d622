"""What all workers counted, whichever machine they run on: each adds what is new with it, any of them tells the sum."""

from __future__ import annotations

from collections.abc import Mapping

from central.store.db import Db

Tally = tuple[str, str]
"""The name of a counter and its labels, as they are written for Prometheus."""

_ADD = (
    "INSERT INTO tally (name, labels, value) VALUES (:name, :labels, :value) "
    "ON CONFLICT (name, labels) DO UPDATE SET value = tally.value + excluded.value"
)


def add(catalogue: Db, counted: Mapping[Tally, int]) -> None:
    """Add to counters; in their order, so that two who add at once never wait for each other in a circle."""
    for (name, labels), value in sorted(counted.items()):
        catalogue.run(_ADD, name=name, labels=labels, value=value)


def read(catalogue: Db) -> dict[Tally, int]:
    """Return all counters."""
    return {(row[0], row[1]): row[2] for row in catalogue.rows("SELECT name, labels, value FROM tally")}
