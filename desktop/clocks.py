"""The machine's own clocks, and clocks that stand where they are put (test shops).

The steady clock counts sleep where the system can (`CLOCK_BOOTTIME`), so that a lid closed for a night does not
look like a wall clock gone forward. A boot id that cannot be read is made anew for each run: trusted time then
leans on the last fact alone, which is weaker and never wrong.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

_NANOS = 1_000_000


@dataclass(frozen=True, slots=True)
class SystemClock:
    """What the operating system says."""

    def now(self) -> int:
        """Return the wall clock, milliseconds since the epoch."""
        return time.time_ns() // _NANOS

    def steady(self) -> int:
        """Return milliseconds since some moment of this boot; never goes back."""
        return _steady_nanos() // _NANOS

    def boot_id(self) -> str:
        """Return this boot's own text."""
        return _boot_id()


@dataclass(frozen=True, slots=True)
class StandingClock:
    """A clock that stands at one instant, as `--at` asks in a test shop."""

    at: int
    run: str = field(default_factory=lambda: f"at-{os.urandom(16).hex()}")

    def now(self) -> int:
        """Return the instant it stands at."""
        return self.at

    def steady(self) -> int:
        """Return nothing gone by."""
        return 0

    def boot_id(self) -> str:
        """Return a text of its own: each standing clock is a boot of its own."""
        return self.run


def _steady_nanos() -> int:
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        # CLOCK_MONOTONIC of macOS goes on during sleep; time.monotonic does not.
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    return time.monotonic_ns()


@lru_cache(maxsize=1)
def _boot_id() -> str:
    for read in (_linux_boot, _mac_boot, _windows_boot):
        try:
            found = read()
        except (OSError, ImportError, AttributeError, ValueError):
            continue
        if found:
            return found
    return f"run-{os.urandom(16).hex()}"


def _linux_boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


def _mac_boot() -> str:
    if sys.platform != "darwin":
        return ""
    import ctypes

    size = ctypes.c_size_t(64)
    text = ctypes.create_string_buffer(size.value)
    failed = ctypes.CDLL(None).sysctlbyname(b"kern.bootsessionuuid", text, ctypes.byref(size), None, 0)
    return "" if failed else text.value.decode("ascii")


def _windows_boot() -> str:
    if sys.platform != "win32":
        return ""
    import winreg

    path = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
        return f"boot-{winreg.QueryValueEx(key, 'BootId')[0]}"
