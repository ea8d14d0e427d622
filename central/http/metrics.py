"""Counts what happens, for Prometheus: routes, statuses and classes of facts; never whose."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field

SLOTS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

_Labels = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Metrics:
    """Counters and one histogram of durations; of this worker alone, since it began."""

    _counts: dict[tuple[str, _Labels], float] = field(default_factory=lambda: defaultdict(float))
    _times: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * (len(SLOTS) + 1)))
    _sums: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def count(self, name: str, by: float = 1, **labels: str) -> None:
        """Add to a counter."""
        with self._guard:
            self._counts[name, tuple(sorted(labels.items()))] += by

    def time(self, route: str, seconds: float) -> None:
        """Add a duration to a route's histogram."""
        slot = next((place for place, most in enumerate(SLOTS) if seconds <= most), len(SLOTS))
        with self._guard:
            self._times[route][slot] += 1
            self._sums[route] += seconds

    def text(self) -> str:
        """Return all of it in Prometheus's text form."""
        with self._guard:
            lines = [
                f"{name}{_labels(labels)} {count:g}" for (name, labels), count in sorted(self._counts.items())
            ]
            for route, slots in sorted(self._times.items()):
                lines += _histogram(route, slots, self._sums[route])
        return "\n".join([*lines, ""])


def _histogram(route: str, slots: list[int], total: float) -> list[str]:
    name, lines, so_far = "bashgah_request_seconds", [], 0
    for most, count in zip((*map(str, SLOTS), "+Inf"), slots, strict=True):
        so_far += count
        lines.append(f'{name}_bucket{{route="{route}",le="{most}"}} {so_far}')
    return [*lines, f'{name}_sum{{route="{route}"}} {total:.6f}', f'{name}_count{{route="{route}"}} {so_far}']


def _labels(labels: _Labels) -> str:
    inside = ",".join(f'{name}="{value}"' for name, value in labels)
    return f"{{{inside}}}" if inside else ""
