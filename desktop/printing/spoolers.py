"""Printers behind the system's own queue: CUPS by its commands, Windows by python-escpos.

A queue says that it took a job, not that paper came out, so their status is `unknown` at best.
"""

from __future__ import annotations

import logging
import os
import re
import subprocess
from dataclasses import dataclass
from typing import Any

from desktop.printing.status import PrinterStatus
from desktop.printing.stream_printer import MaybeSent, NotSent

_QUEUE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]{0,126}")


@dataclass(frozen=True, slots=True)
class CupsPrinter:
    """A CUPS queue that passes bytes through untouched (`-o raw`)."""

    queue: str
    patience: float

    def __post_init__(self) -> None:
        if not _QUEUE.fullmatch(self.queue):
            raise ValueError(f"no name of a queue: {self.queue!r}")

    def status(self) -> PrinterStatus:
        """Ask the queue whether it is enabled."""
        try:
            said = self._run(["lpstat", "-p", self.queue])
        except FileNotFoundError:
            return PrinterStatus("offline", "no_driver")
        except (OSError, subprocess.TimeoutExpired):
            return PrinterStatus("silent")
        if said.returncode:
            return PrinterStatus("offline", "no_queue")
        return (
            PrinterStatus("offline", "queue_stopped")
            if b" disabled " in said.stdout
            else PrinterStatus("unknown")
        )

    def send(self, job: bytes) -> bool:
        """Hand a job to the queue."""
        try:
            said = self._run(["lp", "-d", self.queue, "-o", "raw", "-s", "-"], job)
        except FileNotFoundError as problem:
            raise NotSent("no_driver") from problem
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise MaybeSent("stalled") from problem
        if said.returncode:
            raise NotSent("spooler_refused")
        return False

    def _run(self, command: list[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        # A PIN may stand in our environment; a spooler, its filters and their logs are not to get it.
        plain = {name: text for name, text in os.environ.items() if not name.startswith("BASHGAH_")}
        plain["LC_ALL"] = "C"
        return subprocess.run(
            command, input=given, capture_output=True, timeout=self.patience * 3, check=False, env=plain
        )


@dataclass(frozen=True, slots=True)
class WindowsPrinter:
    """A queue of the Windows spooler, by name."""

    queue: str

    def status(self) -> PrinterStatus:
        """Return unknown: the spooler keeps its own counsel; offline where there is no such spooler."""
        return PrinterStatus("unknown") if _win32_printer() else PrinterStatus("offline", "no_driver")

    def send(self, job: bytes) -> bool:
        """Hand a job to the queue."""
        printer_type = _win32_printer()
        if printer_type is None:
            raise NotSent("no_driver")
        from escpos.exceptions import Error

        printer = printer_type(self.queue)
        try:
            printer.open(job_name="receipt")
        except (Error, OSError) as problem:
            raise NotSent("spooler_refused") from problem
        try:
            printer._raw(job)
            printer.close()
        except (Error, OSError) as problem:
            raise MaybeSent("spooler_refused") from problem
        return False


def _win32_printer() -> Any:
    """Return python-escpos' spooler class, or None off Windows; its import leaves the program's logging as it was."""
    from platformdirs import user_cache_dir

    cache = user_cache_dir("bashgah", ensure_exists=True)
    os.environ.setdefault("ESCPOS_CAPABILITIES_PICKLE_DIR", cache)
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    from escpos.printer import Win32Raw

    for handler in [one for one in root.handlers if one not in before]:
        root.removeHandler(handler)
    root.setLevel(level)
    return Win32Raw if Win32Raw.is_usable() else None
