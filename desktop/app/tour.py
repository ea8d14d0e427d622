"""A guided tour without a display: the same window, driven by keys as a cashier would, with a picture of each step.

Signs in, finds a member, sells, spends credit, takes goods back, prints receipts, closes the shift and the day. What it
leaves in the folder: numbered PNGs, the receipts as PNG and ESC/POS bytes, the day as PDF.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from desktop.app.run import end_room, start_room
from desktop.app.window import SALE, Room
from desktop.models.queries.goods import products
from desktop.models.queries.lots import phone_of_a_holder
from desktop.models.queries.receipts import last_receipt
from desktop.models.settings import set_setting
from desktop.reports.day_close_pdf import write_day_close
from desktop.ui.garbage import Garbage
from desktop.ui.lanes import Lanes
from desktop.ui.program import Program, make_application
from desktop.usecases.authority import may_do
from desktop.usecases.demo.shop import PIN
from desktop.usecases.selling.day_close import close_day
from desktop.usecases.selling.paper_queue import list_jobs
from desktop.usecases.selling.shifts import end_shift, shift_now
from desktop.usecases.sign_in import Session, approve, people
from desktop.usecases.till import Till
from loyalty.access import OWNER
from loyalty.documents import Text
from loyalty.kinds import CREDIT
from loyalty.words import fold_digits

_PAGES = {
    "member": Text(
        "اعضا: هنوز کسی باز نیست؛ کادر منتظر تلفن، کارت یا نام است",
        "members: nobody is open yet, the field waits for a phone, a card or a name",
    ),
    "offers": Text("آفرها با وضعیت، استفاده‌ها و سود", "the owner's offers with their state, uses and profit"),
    "segments": Text("گروه‌های مشتریان، شمرده در همین لحظه", "groups of members the owner drew, counted live"),
    "reports": Text("حال کسب‌وکار در یک نگاه", "how the business does, in one look"),
    "products": Text("کالاها", "the catalogue"),
    "day_close": Text("روز تا این‌جا، و شیفت این صندوق", "the day so far, and the shift at this till"),
    "settings": Text("تنظیمات فروشگاه، پرسنل و دستگاه", "settings of the shop, its people and its machine"),
}
_ANOTHER = Text("صفحه‌ای دیگر، آن‌گونه که مالک می‌بیند", "another screen, as the owner sees it")
_LONGEST_WAIT = 20.0
_QUIET = 0.15


@dataclass(slots=True)
class Tour:
    """The window with somebody at its keys."""

    app: Program
    room: Room
    lanes: Lanes
    out: Path
    step: int = field(default=0)

    def wait(self) -> None:
        """Let the lanes finish and the window paint."""
        ends, quiet = time.monotonic() + _LONGEST_WAIT, time.monotonic() + _QUIET
        while time.monotonic() < ends and (self.lanes.busy or time.monotonic() < quiet):
            self.app.processEvents()
            if self.lanes.busy:
                quiet = time.monotonic() + _QUIET
            time.sleep(0.004)

    def type(self, text: str) -> None:
        """Type into the smart field, letter by letter."""
        edit = self.room.furnish().view.field.edit
        for letter in text:
            self._send(edit, Qt.Key.Key_unknown, letter)
        self.wait()

    def press(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        target = self.room.window.focusWidget() or self.room.window
        self._send(target, key, "")
        self.wait()

    def _send(self, target: object, key: Qt.Key, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))  # type: ignore[arg-type]

    def snap(self, name: str, say: Text) -> None:
        """Keep a picture of the window and say what it shows, in both languages."""
        self.step += 1
        path = self.out / f"{self.step:02d}-{name}.png"
        self.room.window.grab().save(str(path))
        _tell(path, say)


def _tell(path: Path, say: Text) -> None:
    print(f"{path}  {say.en}  ·  {say.fa}", flush=True)


def take_tour(shop: Path, out: Path) -> int:
    """Walk through the demo shop and return the exit status."""
    out.mkdir(parents=True, exist_ok=True)
    garbage = Garbage(make_application())
    try:
        room = start_room(shop)
        try:
            _walk(Tour(room.app, room, room.tasks, out), room.till)
        finally:
            end_room(room)
    finally:
        garbage.stop()
    return 0


def _prepare(till: Till, out: Path) -> None:
    """Print into files, and stay signed in: on a slow machine nobody touches a key for minutes."""
    with till.transaction("") as tx:
        set_setting(tx, "auto_lock_minutes", 60)
        set_setting(tx, "printer_kind", "file")
        set_setting(tx, "printer_address", str((out / "paper").resolve()))


def _walk(tour: Tour, till: Till) -> None:
    tour.wait()
    _prepare(till, tour.out)
    tour.snap("sign-in", Text("چه کسی پشت صندوق است؟", "who stands at the till?"))
    _sign_in(tour)
    phone = _member_with_credit(till)
    _first_sale(tour, phone)
    _spend_credit(tour, phone)
    _take_back(tour, till)
    _other_looks(tour)
    _owner_takes_over(tour)
    _other_screens(tour)
    _close(tour, till)


def _sign_in(tour: Tour) -> None:
    for digit in PIN:
        tour.room.entrance.on_typed(digit)
    tour.room.entrance.on_submitted()
    tour.wait()
    if shift_now(tour.room.till) is None:
        tour.type("3000000")
        tour.press(Qt.Key.Key_Return)
    tour.snap("counter", Text("صندوق، آمادهٔ مشتری بعدی", "the counter, waiting for the next customer"))


def _member_with_credit(till: Till) -> str:
    with till.read() as db:
        phone = phone_of_a_holder(db, CREDIT, till.now())
    assert phone is not None, "nobody in the demo shop holds credit"
    return phone


def _barcodes(till: Till) -> list[str]:
    with till.read() as db:
        goods = [one for one in products(db) if one.barcode]
    of_each_group = {
        one.group: one.barcode for one in sorted(goods, key=lambda one: one.barcode, reverse=True)
    }
    return sorted(of_each_group.values())[:3]


def _first_sale(tour: Tour, phone: str) -> None:
    tour.type(_persian(phone))
    tour.snap(
        "member-found",
        Text("تلفن با رقم فارسی عضو را پیدا می‌کند", "a phone in Persian digits finds its member"),
    )
    tour.press(Qt.Key.Key_Return)
    for barcode in _barcodes(tour.room.till):
        tour.type(barcode)
        tour.press(Qt.Key.Key_Return)
    tour.type("850000")
    tour.snap(
        "amount",
        Text(
            "ردیفی که Enter می‌افزاید از پیش در سبد پیداست", "the line Enter will add is already in the basket"
        ),
    )
    tour.press(Qt.Key.Key_Return)
    tour.snap(
        "basket", Text("هر آفر چه کرد و کدام نزدیک است", "what each offer did, and what is nearly reached")
    )
    tour.press(Qt.Key.Key_F8)
    tour.snap("why", Text("هر آفر با نتیجه‌اش", "every offer and its verdict"))
    tour.press(Qt.Key.Key_Escape)
    tour.press(Qt.Key.Key_Return)
    tour.snap("recorded", Text("ثبت شد و چاپ می‌شود", "recorded and printing"))


def _spend_credit(tour: Tour, phone: str) -> None:
    tour.type(phone)
    tour.press(Qt.Key.Key_Return)
    tour.type("1200000")
    tour.press(Qt.Key.Key_Return)
    tour.press(Qt.Key.Key_F2)
    tour.snap("credit", Text("اعتبار پیشنهادی: آنچه کمتر هدر می‌دهد", "credit proposed: what wastes least"))
    tour.press(Qt.Key.Key_Return)
    tour.press(Qt.Key.Key_Return)
    tour.snap("credit-spent", Text("بخشی از اعتبار پرداخت شد", "a part was paid from credit"))


def _take_back(tour: Tour, till: Till) -> None:
    with till.read() as db:
        code = last_receipt(db)
    assert code is not None
    tour.press(Qt.Key.Key_F9)
    tour.type(code)
    tour.press(Qt.Key.Key_Return)
    tour.press(Qt.Key.Key_Return)
    tour.snap(
        "refund",
        Text(
            "پیش از هر کاری: چه برمی‌گردد و چه پس گرفته می‌شود",
            "what goes back and what is taken back, before anything happens",
        ),
    )
    tour.press(Qt.Key.Key_Return)
    tour.snap("refunded", Text("مرجوعی ثبت شد", "taken back"))
    tour.press(Qt.Key.Key_Escape)


def _other_looks(tour: Tour) -> None:
    looks: tuple[tuple[str, Callable[[], None], Text], ...] = (
        ("dark", lambda: tour.room.use_theme("dark"), Text("همان صندوق در شب", "the same till at night")),
        ("english", lambda: tour.room.use_language("en"), Text("و به انگلیسی", "and in English")),
        ("light-again", lambda: tour.room.use_theme("light"), Text("دوباره روشن", "light again")),
    )
    for name, change, say in looks:
        change()
        tour.wait()
        tour.snap(name, say)
    tour.room.use_language("fa")


def _owner_takes_over(tour: Tour) -> None:
    """Let the owner stand at the till: offers and figures are not for whoever sells."""
    presenter = tour.room.furnish().presenter
    assert presenter is not None
    owner = next(one.staff_id for one in people(tour.room.till) if one.level == OWNER)
    presenter.staff.switch()
    tour.wait()
    presenter.staff.choose(owner)
    for digit in PIN:
        presenter.staff.press(digit)
    presenter.staff.submit()
    tour.wait()


def _other_screens(tour: Tour) -> None:
    tour.room.furnish()
    for page in tour.room.pages:
        tour.room.go(page.key)
        tour.wait()
        tour.snap(f"page-{page.key}", _PAGES.get(page.key, _ANOTHER))
    tour.room.go(SALE)


def _close(tour: Tour, till: Till) -> None:
    session = tour.room.seat.session
    shift = shift_now(till)
    if shift is not None:
        end_shift(till, session, max(shift.expected, 0))
    manager = _manager(tour, till)
    totals = close_day(till, session, None, manager)
    path = write_day_close(till, totals, tour.out / "day-close.pdf", "fa")
    _tell(path, Text("روز روی کاغذ", "the day on paper"))
    while _waiting(till):
        if tour.room.printing is not None:
            tour.room.printing.nudge()
        tour.wait()
    slips = Text(
        "رسیدها و برگه‌ها، همان‌گونه که چاپگر می‌ساخت", "receipts and slips as the printer would have made them"
    )
    _tell(tour.out / "paper", slips)


def _manager(tour: Tour, till: Till) -> Session | None:
    if may_do(till, tour.room.seat.session, "close_day"):
        return None
    for staff in people(till):
        if staff.level == "branch_manager":
            return approve(till, staff.staff_id, PIN)
    return None


def _waiting(till: Till) -> int:
    with till.read() as db:
        return len(list_jobs(db, ("queued",)))


def _persian(text: str) -> str:
    return fold_digits(text).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
