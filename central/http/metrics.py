"""Counts what happens, for Prometheus: routes, statuses and classes of facts; never whose.

A worker counts in memory and adds to the sums of all workers every few seconds and whenever it is asked. The sums lie in
the catalogue: whichever worker is asked tells one truth, and a restart begins nothing anew.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from central.store import tallies
from central.store.places import Place
from central.store.tallies import Tally
from loyalty.errors import LoyaltyError

SLOTS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
FLUSH_SECONDS = 2.0
"""How long what a worker counted may be missing from what another one tells."""

_TIMES, _MICROS = "bashgah_request_seconds", 1_000_000
_ENDS = (*map(str, SLOTS), "+Inf")


@dataclass(slots=True)
class Metrics:
    """What this worker counted and has not added to the sums of all yet."""

    _new: Counter[Tally] = field(default_factory=Counter)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def count(self, name: str, by: int = 1, **labels: str) -> None:
        """Add to a counter."""
        with self._guard:
            self._new[name, _labels(labels)] += by

    def time(self, route: str, seconds: float) -> None:
        """Add a duration to a route's histogram."""
        slot = next((str(most) for most in SLOTS if seconds <= most), _ENDS[-1])
        with self._guard:
            self._new[f"{_TIMES}_bucket", _labels({"route": route, "le": slot})] += 1
            self._new[f"{_TIMES}_sum", _labels({"route": route})] += round(seconds * _MICROS)

    def flush(self, place: Place) -> None:
        """Add what is new to the sums of all; what cannot be written now is kept for the next time."""
        with self._guard:
            new, self._new = self._new, Counter()
        if not new:
            return
        try:
            with place.catalogue(write=True) as db:
                tallies.add(db, new)
        except LoyaltyError:
            with self._guard:
                self._new.update(new)
            raise

    def told(self, place: Place) -> str:
        """Return the sums of all workers in Prometheus's text form. Raises `centre_store_unavailable`."""
        self.flush(place)
        with place.catalogue() as db:
            return text(tallies.read(db))


def text(sums: Mapping[Tally, int]) -> str:
    """Return sums in Prometheus's text form."""
    lines = [
        f"{name}{labels} {value}" for (name, labels), value in sorted(sums.items()) if _TIMES not in name
    ]
    routes = sorted(labels for name, labels in sums if name == f"{_TIMES}_sum")
    return "\n".join([*lines, *(line for route in routes for line in _histogram(sums, route)), ""])


def _histogram(sums: Mapping[Tally, int], route: str) -> list[str]:
    lines, so_far = [], 0
    for end in _ENDS:
        slot = f'{{le="{end}",{route[1:]}'
        so_far += sums.get((f"{_TIMES}_bucket", slot), 0)
        lines.append(f"{_TIMES}_bucket{slot} {so_far}")
    total = sums[f"{_TIMES}_sum", route] / _MICROS
    return [*lines, f"{_TIMES}_sum{route} {total:.6f}", f"{_TIMES}_count{route} {so_far}"]


def _labels(labels: Mapping[str, str]) -> str:
    inside = ",".join(f'{name}="{value}"' for name, value in sorted(labels.items()))
    return f"{{{inside}}}" if inside else ""
