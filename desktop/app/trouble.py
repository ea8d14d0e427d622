"""The window when a shop does not open, or is closed for recovery: what is wrong, in words, and the ways out.

while True:
    try: till = open_till(folder, …)
    except LoyaltyError as error:
        if not show_trouble(app, folder, error): return 1
"""

from __future__ import annotations

from pathlib import Path

from desktop.app.gate import RECOVERY, Gate
from desktop.clocks import SystemClock
from desktop.models.keys import KeyStore, choose_keys
from desktop.ui.lanes import Lanes
from desktop.ui.program import Program
from desktop.ui.tasks import Tasks
from loyalty.clock import Clock
from loyalty.errors import LoyaltyError


def show_trouble(app: Program, folder: Path, error: LoyaltyError) -> bool:
    """Say why the shop of a folder does not open; True when it is to be tried again, False when the window was closed."""
    return _run(app, folder, error)


def run_recovery(app: Program, folder: Path) -> bool:
    """Let a closed shop be recovered; True when it is to be opened again, False when the window was closed."""
    return _run(app, folder, None)


def recovery_gate(
    app: Program, folder: Path, error: LoyaltyError | None, tasks: Tasks, keys: KeyStore, clock: Clock
) -> Gate:
    """Return the window with recovery in it, not shown yet."""
    gate = Gate(app, folder, tasks, keys, clock)
    gate.add_recovery(error)
    gate.home = RECOVERY
    return gate


def _run(app: Program, folder: Path, error: LoyaltyError | None) -> bool:
    lanes = Lanes(on_crash=lambda defect: gate.show_defect(defect))
    gate = recovery_gate(app, folder, error, lanes, choose_keys(), SystemClock())
    gate.open()
    try:
        return gate.wait()
    finally:
        lanes.close()
        gate.close()
