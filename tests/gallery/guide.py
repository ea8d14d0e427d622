"""The pictures of the guide and the README that show an ordinary hour at the counter, taken anew from the demo shop.

`python -m tests.gallery out/guide --walks guide --themes light --sizes 1366x820`; the names are those of `docs/pictures/`,
with the dress behind them.
"""

from __future__ import annotations

from PySide6.QtCore import Qt

from loyalty.access import OWNER
from tests.gallery.stage import last_receipt
from tests.gallery.walks import Walker
from tests.ui.typing import type_text

GOODS = ("A0001", "A0044", "A0064")
STRANGER = "09701112233"


def an_hour(walk: Walker, phone: str, member_id: str) -> None:
    """Take a counter's hour as a cashier sees it, then the pages an owner reads."""
    walk.look("sign-in")
    walk.sign_in("cashier")
    walk.types("3000000")
    _a_sale(walk, phone)
    _a_stranger(walk)
    walk.press(Qt.Key.Key_F9)
    walk.types(last_receipt(walk.room.till))
    walk.press(Qt.Key.Key_Space)
    walk.look("refund")
    walk.press(Qt.Key.Key_Escape)
    walk.page("day_close")
    walk.look("day-close")
    walk.room.lock_up()
    walk.sign_in(OWNER)
    walk.open_member(member_id)
    walk.look("member")
    walk.page("settings").section_picked.emit("rules")
    walk.look("settings")
    reports = walk.page("reports")
    walk.look("reports")
    reports.page.emit("rfm")
    walk.look("reports-rfm")


def _a_sale(walk: Walker, phone: str) -> None:
    walk.types(phone, *GOODS)
    _why_in_each_language(walk)
    walk.press(Qt.Key.Key_F2)
    walk.look("counter")
    walk.press(Qt.Key.Key_Return)
    walk.types("", "")


def _why_in_each_language(walk: Walker) -> None:
    """Open the sheet anew for each dress: a change of language closes it."""
    dresses = walk.eye.dresses
    for dress in dresses:
        walk.eye.dresses = (dress,)
        walk.look("why-closed")
        walk.press(Qt.Key.Key_F8)
        walk.look("why")
        walk.press(Qt.Key.Key_F8)
    walk.eye.dresses = dresses


def _a_stranger(walk: Walker) -> None:
    type_text(walk.edit, STRANGER)
    walk.press(Qt.Key.Key_Return)
    walk.look("enrol")
    walk.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
