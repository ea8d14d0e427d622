"""The first start of a till: the wizard in the window, until a folder holds a shop that opens.

Ends with the shop made (or the demo, or a shop brought back), or with the window closed and nothing made.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from pathlib import Path

from desktop.app.gate import Gate
from desktop.clocks import SystemClock
from desktop.models.keys import KeyStore, choose_keys
from desktop.traces import unexpected
from desktop.ui import language
from desktop.ui.lanes import Lanes
from desktop.ui.program import Program
from desktop.ui.tasks import Tasks
from desktop.ui.wizard.presenter import WizardPresenter
from desktop.ui.wizard.screen import build_wizard
from desktop.ui.wizard.shop_maker import FirstShop
from desktop.usecases.staff_keys import HARDENED, KeyCost
from loyalty.clock import Clock

WIZARD = "wizard"


def make_first_shop(app: Program, folder: Path) -> bool:
    """Let a shop be made in a folder that holds none; True when it may be opened, False when all was left."""
    lanes = Lanes(on_crash=lambda defect: start.show_defect(defect))
    start = FirstStart(app, folder, lanes)
    start.open()
    try:
        return start.wait()
    finally:
        lanes.close()
        start.close()


@dataclass(slots=True)
class FirstStart:
    """The window of the first start: `open()`, then `wait()`."""

    app: Program
    folder: Path
    tasks: Tasks
    keys: KeyStore = field(default_factory=choose_keys)
    clock: Clock = field(default_factory=SystemClock)
    key_cost: KeyCost = HARDENED
    demo_members: int = 5_000
    demo_months: int = 18
    gate: Gate = field(init=False)
    presenter: WizardPresenter = field(init=False)

    def __post_init__(self) -> None:
        """Put the window together."""
        self.gate = Gate(self.app, self.folder, self.tasks, self.keys, self.clock)
        maker = FirstShop(
            self.folder,
            self.clock,
            random.SystemRandom(os.urandom(8)).randrange,
            self.keys,
            self.key_cost,
            self.demo_members,
            self.demo_months,
        )
        screen, self.presenter = build_wizard(self.tasks, maker, self.gate)
        self.gate.window.add_screen(WIZARD, screen, whole=True)
        self.gate.home = WIZARD
        self.presenter.start()

    def open(self) -> None:
        """Show the window."""
        language.use(self.app, language.formats().lang)
        self.gate.open()

    def wait(self) -> bool:
        """Return when the shop may be opened (True) or the window was closed (False)."""
        return self.gate.wait()

    def show_defect(self, defect: BaseException) -> None:
        """Say that something went wrong, wherever one is."""
        self.presenter.on_refused(unexpected(defect))
        self.gate.show_defect(defect)

    def close(self) -> None:
        """Put the window away."""
        self.gate.close()
