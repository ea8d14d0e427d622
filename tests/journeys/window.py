"""A cashier at the real window of a small shop: `python -m tests.journeys.window FOLDER LANG` prints what was seen.

The window is the program's own (`desktop.app.run.start_room`): sign-in, counter, printing in its lane, a printer that
writes into files. Everything goes in by keys. Pictures of the steps stay in FOLDER/pictures.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.app.run import end_room, start_room
from desktop.app.window import Room
from desktop.clocks import SystemClock
from desktop.models.keys import choose_keys
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.new_shop import NewShop, new_shop
from desktop.usecases.open_till import open_till
from desktop.usecases.policies import publish_policy
from desktop.usecases.products import set_products
from desktop.usecases.selling.paper_queue import list_jobs
from desktop.usecases.settings import set_settings
from desktop.usecases.sign_in import sign_in
from desktop.usecases.staff_keys import LIGHT
from desktop.usecases.verify_till import verify_till
from loyalty.kinds import Product
from tests.ui.typing import press, type_text

PIN = "730614"
PHONES = ("09123454567", "۰۹۱۲۳۴۵۴۵۶۷", "٠٩١٢٣٤٥٤٥٦٧")
BAG = "62607730"
GROUPS = {
    "groups": [
        {"id": "SHOES", "name": {"fa": "کفش", "en": "Shoes"}, "vat": 10},
        {"id": "BAGS", "name": {"fa": "کیف", "en": "Bags"}, "vat": 10},
    ]
}


def make_shop(folder: Path, lang: Any) -> None:
    """Make a shop of shoes and bags that gives ten percent credit, with one member and a printer into files."""
    keys, clock = choose_keys(), SystemClock()
    made = NewShop("کیف و کفش آریا", "شعبهٔ ولیعصر", PIN, owner_name="مریم آریا", language=lang, test=True)
    new_shop(folder / "shop", made, clock=clock, entropy=os.urandom, keys=keys, key_cost=LIGHT)
    till = open_till(folder / "shop", clock=clock, keys=keys, key_cost=LIGHT)
    session = sign_in(till, "owner", PIN)
    publish_policy(till, session, "groups", GROUPS)
    publish_policy(till, session, "earning", {"credit": {"percent": 10, "expires_days": 180}})
    set_products(till, session, (Product(BAG, "", "کیف دوشی چرم", "BAGS", 860_000, 100_000, False),))
    enrol(till, session, NewMember(PHONES[0], "سارا رضایی‌نژاد", card_no=None, paper=False))
    paper = {"printer_kind": "file", "printer_address": str(folder / "paper"), "language": str(lang)}
    set_settings(till, session, paper)
    till.close()


@dataclass(slots=True)
class Cashier:
    """Hands on the keys, eyes on the window."""

    room: Room
    pictures: Path

    def rest(self, until: Any = None) -> None:
        """Let everything under way end (and a condition come true)."""
        ends, quiet = time.monotonic() + 20, time.monotonic() + 0.15
        while time.monotonic() < ends:
            QApplication.processEvents()
            if self.room.tasks.busy:
                quiet = time.monotonic() + 0.15
            elif time.monotonic() > quiet and (until is None or until()):
                return
            time.sleep(0.004)
        raise AssertionError("the window did not come to rest")

    @property
    def edit(self) -> Any:
        """Return the smart field."""
        return self.room.furnish().view.field.edit

    def types(self, *texts: str) -> None:
        """Type each text and press Enter, as fast as a scanner."""
        for text in texts:
            type_text(self.edit, text)
            press(self.edit, Qt.Key.Key_Return)
        self.rest()

    def press(self, key: Qt.Key) -> None:
        """Press a key in the field."""
        press(self.edit, key)
        self.rest()

    def snap(self, name: str) -> None:
        """Keep a picture of the window."""
        self.room.window.grab().save(str(self.pictures / f"{name}.png"))

    def recorded(self) -> dict[str, Any]:
        """Return what the screen says was recorded."""
        told = self.room.furnish().view.recorded.recorded()
        names = ("kind", "number", "net", "member", "credit_after", "money_back", "credit_back")
        return {name: getattr(told, name) for name in names}


def sign_in_by_keys(cashier: Cashier) -> None:
    """Type the PIN and count the cash."""
    for digit in PIN:
        cashier.room.entrance.on_typed(digit)
    cashier.room.entrance.on_submitted()
    cashier.rest(lambda: cashier.room.window.current() == "sale")
    cashier.types("500000")


def serve(cashier: Cashier) -> list[dict[str, Any]]:
    """Sell three times to one phone in three scripts, spend the credit, take the last sale back."""
    seen = []
    for place, phone in enumerate(PHONES):
        cashier.types(phone)
        cashier.snap(f"found-{place}")
        cashier.types("1000000", "")
        seen.append(cashier.recorded())
    cashier.types(PHONES[1], BAG)
    cashier.press(Qt.Key.Key_F2)
    cashier.snap("credit")
    cashier.press(Qt.Key.Key_F3)
    cashier.types("")
    seen.append(cashier.recorded())
    cashier.snap("recorded")
    cashier.press(Qt.Key.Key_F9)
    cashier.types(seen[-1]["number"])
    cashier.types("")
    cashier.snap("refund")
    cashier.types("")
    seen.append(cashier.recorded())
    cashier.snap("refunded")
    return seen


def main(folder: Path, lang: str) -> None:
    """Tell the story."""
    (folder / "pictures").mkdir()
    make_shop(folder, lang)
    room = start_room(folder / "shop")
    cashier = Cashier(room, folder / "pictures")
    cashier.rest()
    cashier.snap("sign-in")
    sign_in_by_keys(cashier)
    seen = serve(cashier)

    def printed() -> bool:
        with room.till.read() as db:
            return not list_jobs(db, ("queued", "waiting", "sending"))

    room.printing.nudge()  # type: ignore[union-attr]
    cashier.rest(printed)
    with room.till.read() as db:
        jobs = [(job.kind, job.state) for job in list_jobs(db)]
    told = {"seen": seen, "jobs": jobs, "ok": verify_till(room.till).ok}
    end_room(room)
    json.dump(told, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
