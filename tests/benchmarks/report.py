"""Writes the figures of benchmarks: each on a line of its own, with its bar and whether it holds beside it."""

from __future__ import annotations

import gc
import os
import platform
import sys
import time
from collections.abc import Sequence

from desktop.app import GIVES_WAY

FULL = os.environ.get("BASHGAH_BENCH_FULL") == "1"
"""Run at full size; else at sizes that let all benchmarks together end in minutes."""

HOLDS, MISSED = "holds", "MISSED"


def sized(quick: int, full: int) -> int:
    """Return the size of a job for this run."""
    return full if FULL else quick


def line(name: str, figure: float, unit: str, bar: str = "", holds: bool | None = None) -> None:
    """Print a figure beside its bar."""
    verdict = "" if holds is None else HOLDS if holds else MISSED
    number = f"{figure:,.0f}" if abs(figure) >= 1_000 else f"{figure:.3g}"
    print(f"  {name:<46} {number:>10} {unit:<10} {bar:<24} {verdict}".rstrip(), flush=True)


def stands(what: str, done: int, whole: int, began: float) -> None:
    """Say on stderr how far a long job is and how long it goes on at this pace, so that a slow run is no silent one."""
    took = time.monotonic() - began
    left = took * (whole - done) / done if done else 0.0
    print(
        f"    {what}: {done:,} of {whole:,}, {took:.0f} s, about {left:.0f} s to go",
        file=sys.stderr,
        flush=True,
    )


def below(name: str, figure: float, unit: str, most: float) -> None:
    """Print a figure that must not be above its bar."""
    line(name, figure, unit, f"≤ {most:g} {unit}", figure <= most)


def spread(name: str, times: Sequence[float], unit: str = "ms") -> None:
    """Print p10, median and p99 of many figures, without a bar."""
    for part, called in ((10, "p10"), (50, "median"), (99, "p99")):
        line(f"{name}, {called}", at(times, part), unit)


def at(times: Sequence[float], part: int) -> float:
    """Return a percentile: the figure that `part` in a hundred do not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * part // 100)]


def collect_as_the_program_does() -> None:
    """Freeze what there is and collect no more: the program collects between touches alone (`desktop.ui.garbage`).

    Threads give way to each other as they do there.
    """
    sys.setswitchinterval(GIVES_WAY)
    gc.collect()
    gc.freeze()
    gc.disable()


def machine() -> str:
    """Return what this runs on."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}{load}"
