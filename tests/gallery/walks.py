"""The walks through the window: each goes to states people meet, and looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

from desktop.app.first_run import FirstStart
from desktop.app.window import SALE, Room
from desktop.models.settings import set_setting
from desktop.ui.offers.shown import ShownCodes
from desktop.ui.reports.words import PAGES
from desktop.ui.settings.values import ClockShown
from desktop.ui.shell.values import CustomerDisplay, PrinterState, StateLine
from desktop.ui.wizard.values import JoinDraft
from desktop.usecases.demo.shop import PIN
from desktop.usecases.selling.shifts import shift_now
from desktop.usecases.sign_in import people
from loyalty.access import OWNER
from loyalty.clock import DAY
from tests.gallery.eye import Eye
from tests.gallery.stage import BARE_PIN, Cast, add_many_staff, begin_anew, displays, give_pin, last_receipt
from tests.ui.typing import press, type_text

HOUR = 3_600_000
_GIFT = ("credit", 100_000, "goodwill", "")
PARTS = tuple(PAGES)


@dataclass(slots=True)
class Walker:
    """Hands on the keys of the real window, and the eye that looks over their shoulder."""

    room: Room
    eye: Eye

    @property
    def sale(self) -> Any:
        """Return the presenter of the counter."""
        return self.room.furnish().presenter

    @property
    def edit(self) -> Any:
        """Return the counter's field."""
        return self.room.furnish().view.field.edit

    def types(self, *texts: str) -> None:
        """Type each text and press Enter."""
        for text in texts:
            type_text(self.edit, text)
            self.eye.rest()
            press(self.edit, Qt.Key.Key_Return)
            self.eye.rest()

    def press(self, *keys: Qt.Key) -> None:
        """Press keys in the counter's field."""
        for key in keys:
            press(self.edit, key)
            self.eye.rest()

    def look(self, name: str) -> None:
        """Look at the window."""
        self.eye.look(name)

    def page(self, key: str) -> Any:
        """Go to a page of the rail and return its screen."""
        self.room.go(key)
        self.eye.rest()
        return self.room.window.page(key)

    def open_member(self, member_id: str) -> None:
        """Show a member, as a press on a name in the reports does."""
        self.room.window.page("reports").member.emit(member_id)
        self.eye.rest()

    def sign_in(self, level: str = OWNER, pin: str = PIN) -> None:
        """Let the first person of a level sit down."""
        who = next(one.staff_id for one in people(self.room.till) if one.level == level)
        self.room.entrance.on_chosen(who)
        for digit in pin:
            self.room.entrance.on_typed(digit)
        self.room.entrance.on_submitted()
        self.eye.rest()


def entrance(walk: Walker) -> None:
    """The sign-in and its refusals."""
    walk.look("login")
    for digit in "0000":
        walk.room.entrance.on_typed(digit)
    walk.room.entrance.on_submitted()
    walk.look("login-wrong-pin")
    walk.room.login.show_wait(300)
    walk.look("login-wait")
    walk.room.login.show_wait(0)
    walk.room.entrance.on_training()
    walk.look("login-training")
    walk.room.entrance.on_training()
    walk.sign_in()
    walk.look("shift-count")
    walk.types("3000000")
    walk.look("counter-empty")


def selling(walk: Walker, phone: str, codes: list[str]) -> None:
    """A sale from the phone to the receipt."""
    type_text(walk.edit, phone)
    walk.look("found")
    walk.press(Qt.Key.Key_Return)
    walk.look("member-alone")
    type_text(walk.edit, "رضا")
    walk.look("found-many")
    walk.press(Qt.Key.Key_Escape)
    walk.types(*codes)
    type_text(walk.edit, "850000")
    walk.look("amount")
    walk.press(Qt.Key.Key_Return)
    walk.look("basket")
    walk.press(Qt.Key.Key_Up)
    walk.look("line-chosen")
    walk.press(Qt.Key.Key_Escape, Qt.Key.Key_F8)
    walk.look("why")
    walk.press(Qt.Key.Key_F8)
    walk.press(Qt.Key.Key_F2)
    walk.look("credit-once")
    walk.press(Qt.Key.Key_F2)
    walk.look("credit-twice")
    walk.press(Qt.Key.Key_Escape)
    walk.press(Qt.Key.Key_F3)
    walk.look("cash")
    walk.types("99000000")
    walk.look("change")
    walk.press(Qt.Key.Key_F12)
    walk.look("hand-over")
    walk.press(Qt.Key.Key_F12, Qt.Key.Key_F6)
    walk.look("parked-one")
    walk.types("120000")
    walk.press(Qt.Key.Key_F6, Qt.Key.Key_F7)
    walk.look("parked-list")
    walk.press(Qt.Key.Key_F7)
    walk.types("120000")
    for name, text in (("half-typed", "رضا"), ("half-typed-taken", "850000")):
        type_text(walk.edit, text)
        walk.press(Qt.Key.Key_F10)
        walk.look(name)
        walk.press(Qt.Key.Key_Escape)
    for _ in range(2):
        walk.sale.on_undone()
    walk.types(phone, *codes, "250000", "")
    walk.look("recorded")


def odd_entries(walk: Walker) -> None:
    """What the field says of the unknown, and the form of enrolment."""
    type_text(walk.edit, "09350001122")
    walk.look("unknown-phone")
    walk.press(Qt.Key.Key_Return)
    walk.look("enrol")
    walk.press(Qt.Key.Key_Escape)
    type_text(walk.edit, "زززز")
    walk.look("nobody")
    walk.press(Qt.Key.Key_Escape)
    for place in range(14):
        walk.types(str(100_000 + place * 1_000))
    walk.look("basket-long")
    walk.press(Qt.Key.Key_F11)
    walk.look("training-refused")
    for _ in range(14):
        walk.sale.on_undone()
    walk.eye.rest()
    walk.press(Qt.Key.Key_F11)
    walk.look("training")
    walk.types("120000")
    walk.press(Qt.Key.Key_Return)
    walk.look("training-recorded")
    walk.press(Qt.Key.Key_Escape, Qt.Key.Key_F11)
    walk.room.window.toggle_keys()
    walk.look("keys")
    walk.room.window.toggle_keys()


def taking_back(walk: Walker) -> None:
    """A refund from the question to the paper."""
    walk.press(Qt.Key.Key_F9)
    walk.look("refund-ask")
    walk.types("ZZ-999999")
    walk.look("refund-unknown")
    walk.types(last_receipt(walk.room.till))
    walk.look("refund-lines")
    walk.press(Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
    walk.look("refund-picked")
    walk.sale.back.void()
    walk.look("refund-void")
    walk.sale.back.void()
    walk.press(Qt.Key.Key_Escape)
    _beside_a_basket(walk)
    _from_an_empty_drawer(walk)


def _beside_a_basket(walk: Walker) -> None:
    """A refund recorded while a basket is open."""
    walk.types("850000", "", "+111000")
    walk.press(Qt.Key.Key_F9)
    walk.types(last_receipt(walk.room.till), "", "")
    walk.look("refund-beside-basket")
    walk.press(Qt.Key.Key_Return)
    walk.look("basket-after-refund")
    walk.sale.on_undone()


def _from_an_empty_drawer(walk: Walker) -> None:
    """A refund of cash that a shift just opened does not hold."""
    walk.types("850000")
    walk.press(Qt.Key.Key_F3)
    walk.types("", "")
    begin_anew(walk.room.seat, 10_000)
    walk.press(Qt.Key.Key_F9)
    walk.types(last_receipt(walk.room.till), "")
    walk.look("refund-empty-drawer")
    walk.press(Qt.Key.Key_Escape)
    begin_anew(walk.room.seat, 3_000_000)


def machine_states(walk: Walker) -> None:
    """The state line in the words of good and bad days."""
    at = walk.room.till.now()
    states = {
        "offline": StateLine(
            offline_since=at - 3 * HOUR,
            facts_waiting=48,
            waiting_since=at - 3 * HOUR,
            printer=PrinterState.NO_PAPER,
            papers_waiting=3,
            data_age=9_000,
            shift="۱",
            shift_since=at - 5 * HOUR,
            staff="ن",
            role="ص",
        ),
        "trouble": StateLine(
            offline_since=at - 50 * HOUR,
            facts_waiting=1,
            waiting_since=at,
            trouble="این صندوق بازنشسته است",
            printer=PrinterState.COVER_OPEN,
            papers_waiting=12,
            data_age=200_000,
            alarm="دیسک پر است، پرونده‌های دیگر را پاک کنید",
        ),
        "away": StateLine(printer=PrinterState.AWAY, papers_waiting=1, data_age=40, training=True),
        "no-printer": StateLine(facts_waiting=2, waiting_since=at, data_age=40, alone=True),
        "busy": StateLine(printer=PrinterState.BUSY, papers_waiting=1, data_age=3),
    }
    for name, state in states.items():
        walk.room.window.show_state(state)
        walk.eye.lanes.local(lambda: None)
        walk.room.keeping.stop()
        walk.look(f"state-{name}")


def members(walk: Walker, whom: dict[str, str]) -> None:
    """The member's page: empty, each tab, each panel, and members who are no more."""
    screen = walk.page("member")
    walk.look("member-empty")
    type_text(screen.field.edit, "رضا")
    walk.look("member-found-many")
    press(screen.field.edit, Qt.Key.Key_Escape)
    for name, member_id in whom.items():
        walk.open_member(member_id)
        walk.look(f"member-{name}")
        if name == "rich":
            _member_tabs(walk, screen)


def _member_tabs(walk: Walker, screen: Any) -> None:
    for tab in ("moves", "points", "consents", "profile", "cards"):
        screen.tabs.choose(tab)
        screen.tabs.picked.emit(tab)
        walk.look(f"member-tab-{tab}")
    screen.tabs.choose("lots")
    screen.tabs.picked.emit("lots")
    for act in ("adjust", "merge", "leave", "erase", "pin"):
        screen.act_wanted.emit(act)
        walk.look(f"member-{act}")
        screen.sheet.close_sheet()
    screen.header.statement_wanted.emit()
    walk.look("member-statement")
    screen.sheet.close_sheet()
    screen.enrolment_wanted.emit()
    walk.look("member-enrol")
    screen.sheet.close_sheet()


def offers(walk: Walker) -> None:
    """The list, what an offer did, the editor with its blocks, the tree of stacking."""
    screen = walk.page("offers")
    walk.look("offers-list")
    screen.list.text_changed.emit("zzzz")
    walk.look("offers-none")
    screen.list.text_changed.emit("")
    walk.eye.rest()
    first = screen.list.table.rows()[0].key
    screen.list.picked.emit(first)
    walk.look("offers-result")
    screen.result.edit_wanted.emit()
    walk.look("offers-editor")
    screen.editor.want_trial()
    walk.look("offers-trial")
    screen.sheet.close_sheet()
    screen.editor.want_publish()
    walk.look("offers-publish")
    screen.sheet.close_sheet()
    screen.editor.removed.emit("benefits[0]")
    walk.look("offers-removed")
    screen.undone.emit()
    screen.left.emit()
    walk.eye.rest()
    screen.show_codes(ShownCodes("Friends of the shop", ("7K2M-9QWE-4TRX", "3HNP-8VCD-6LJA"), None))
    walk.look("offers-codes")
    screen.sheet.close_sheet()
    screen.list.library_wanted.emit()
    walk.look("offers-library")
    screen.sheet.close_sheet()
    screen.list.new_wanted.emit()
    walk.look("offers-new")
    for adds in ("audience", "basket", "benefits", "limits"):
        screen.editor.add_wanted.emit(adds)
        walk.look(f"offers-blocks-{adds}")
        screen.sheet.close_sheet()
    screen.left.emit()
    screen.list.stacking_wanted.emit()
    walk.look("offers-stacking")
    _nest(screen.stack)
    walk.look("offers-stacking-nested")
    screen.left.emit()
    walk.eye.rest()
    _granted(walk, screen)


def _nest(page: Any) -> None:
    """Draw families within families, with offers in them and a group of the till's own put elsewhere."""
    page.group_added.emit("basket")
    page.mode_chosen.emit("family-1", "all")
    page.put.emit("points", "family-1")
    page.group_added.emit("family-1")
    outside = next(step.outside for step in page._shown.steps if step.group == "family-1")
    for place, (offer, _) in enumerate(outside[:3]):
        page.offer_moved.emit(offer, "family-2" if place == 2 else "family-1")


def _granted(walk: Walker, screen: Any) -> None:
    """Look at who was granted a one-shot offer, where the shop has one."""
    for row in screen.list.table.rows():
        screen.list.picked.emit(row.key)
        walk.eye.rest()
        if screen.result.grants.isVisible():
            walk.look("offers-granted")
            break
    screen.left.emit()
    walk.eye.rest()


def figures(walk: Walker) -> None:
    """Each part of the reports, with its formula panel; the segments."""
    screen = walk.page("reports")
    for part in PARTS:
        screen.page.emit(part)
        walk.look(f"reports-{part}")
    screen.page.emit("overview")
    walk.eye.rest()
    screen.tile.emit("aov")
    walk.look("reports-formula")
    screen.sheet.close_sheet()
    screen.period.emit("own")
    walk.look("reports-own")
    screen.period.emit("30")
    screen.page.emit("campaigns")
    walk.eye.rest()
    screen.costs.emit()
    walk.look("reports-costs")
    screen.cost_form.save.click()
    walk.look("reports-costs-refused")
    screen.sheet.close_sheet()
    walk.page("segments")
    walk.look("segments")


def other_pages(walk: Walker) -> None:
    """Products, the day, and every section of the settings."""
    screen = walk.page("products")
    walk.look("products")
    screen.new_wanted.emit()
    walk.look("products-new")
    screen.sheet.close_sheet()
    screen.tabs.picked.emit("groups")
    screen.tabs.choose("groups")
    walk.look("products-groups")
    screen.new_group_wanted.emit()
    walk.look("products-group-new")
    screen.sheet.close_sheet()
    day = walk.page("day_close")
    walk.look("day")
    day.tabs.picked.emit("papers")
    day.tabs.choose("papers")
    walk.look("day-papers")
    settings = walk.page("settings")
    for section in (
        "printer",
        "machine",
        "staff",
        "access",
        "branches",
        "centre",
        "rules",
        "safety",
        "about",
    ):
        settings.section_picked.emit(section)
        walk.look(f"settings-{section}")
        _below(walk, settings, f"settings-{section}")
        if section == "safety":
            now = walk.room.till.now()
            settings.show_clock(ClockShown(now + 400 * DAY, now, ahead=True))
            walk.look("settings-safety-clock")
    walk.room.go(SALE)


def _below(walk: Walker, settings: Any, name: str) -> None:
    """Look at the lower end of a section that is longer than the window."""
    area = settings._stack.currentWidget()
    bar = area.verticalScrollBar()
    if bar.maximum() > 40:
        bar.setValue(bar.maximum())
        walk.look(f"{name}-below")
        bar.setValue(0)


def customer(walk: Walker, displays: dict[str, CustomerDisplay]) -> None:
    """The customer's window in its faces."""
    from desktop.ui.shell.customer_display import CustomerWindow

    window = CustomerWindow()
    window.show()
    for name, display in displays.items():
        window.show_display(display)
        walk.eye.look(f"customer-{name}", window)
    window.close()


def whole_day(walk: Walker, cast: Cast) -> None:
    """Everything there is to see in a lively shop."""
    entrance(walk)
    selling(walk, cast.phone, list(cast.codes))
    odd_entries(walk)
    taking_back(walk)
    members(walk, cast.members)
    offers(walk)
    figures(walk)
    other_pages(walk)
    customer(walk, displays())
    approvals(walk, cast.members["rich"])
    walk.room.lock_up()
    walk.sign_in()
    member_pins(walk, cast.members["long"])
    rings(walk)
    machine_states(walk)


def approvals(walk: Walker, member_id: str) -> None:
    """What a cashier may not do alone: the PIN of somebody who may, at the counter and on a page."""
    walk.room.lock_up()
    walk.look("lock")
    walk.sign_in("cashier")
    walk.look("counter-cashier")
    walk.press(Qt.Key.Key_F9)
    walk.types(last_receipt(walk.room.till))
    walk.sale.back.void()
    walk.eye.rest()
    walk.press(Qt.Key.Key_Return)
    walk.sale.staff.press("7")
    walk.sale.staff.press("3")
    walk.look("approval-counter")
    walk.sale.staff.erase(all_of_it=True)
    walk.sale.staff.press("1")
    walk.sale.staff.submit()
    walk.look("approval-wrong")
    walk.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    walk.open_member(member_id)
    screen = walk.page("member")
    screen.act_wanted.emit("adjust")
    walk.eye.rest()
    screen.adjusting.sent.emit(*_GIFT)
    walk.look("approval-page")
    screen.sheet.close_sheet()
    day = walk.page("day_close")
    day.shift.counted.emit(1_000_000)
    walk.look("shift-counted")
    walk.room.go(SALE)


def beside_training(walk: Walker) -> None:
    """A basket left open, a sign-in for training over it, and the basket again; then the second look of a day close."""
    walk.sign_in()
    if shift_now(walk.room.till) is None:
        walk.types("3000000")
    walk.types("850000")
    walk.room.lock_up()
    walk.eye.rest()
    walk.room.entrance.on_training()
    walk.look("training-basket-left")
    walk.sign_in()
    walk.look("training-begun")
    walk.room.entrance.on_training()
    walk.press(Qt.Key.Key_F11)
    walk.look("training-over")
    walk.sale.on_undone()
    day = walk.page("day_close")
    shift = shift_now(walk.room.till)
    day.shift.counted.emit(shift.expected if shift else 0)
    walk.eye.rest()
    day.shift.end.click()
    walk.eye.rest()
    day.close_day.click()
    walk.look("day-second-look")
    day.close_left.emit()


def member_pins(walk: Walker, member_id: str) -> None:
    """The PIN of a member with a long name: set on their page, asked where they spend."""
    phone = give_pin(walk.room.till, member_id)
    walk.open_member(member_id)
    screen = walk.page("member")
    screen.act_wanted.emit("pin")
    walk.look("member-pin-change")
    screen.member_pin.send.click()
    walk.look("member-pin-refused")
    screen.sheet.close_sheet()
    walk.room.go(SALE)
    walk.types(phone, "250000")
    walk.sale.pay.spend(90_000)
    walk.press(Qt.Key.Key_Return)
    walk.look("member-pin-asked")
    walk.sale.staff.press("1")
    walk.sale.staff.submit()
    walk.look("member-pin-wrong")
    walk.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)


def rings(walk: Walker) -> None:
    """Where the focus is seen to stand on pages that are walked by Tab."""
    for page, times in (("offers", 4), ("day_close", 3), ("settings", 6), ("member", 3)):
        walk.page(page)
        for _ in range(times):
            press(walk.eye.window.focusWidget(), Qt.Key.Key_Tab)
        walk.look(f"ring-{page}")


def latin_digits(walk: Walker) -> None:
    """A Persian shop that writes its figures in Latin digits."""
    with walk.room.till.transaction("") as tx:
        set_setting(tx, "digits", "latin")
    walk.room.use_language("en")
    walk.room.use_language("fa")
    walk.sign_in()
    walk.types("3000000", "850000")
    walk.look("latin-counter")
    screen = walk.page("reports")
    for part in ("overview", "sales", "rfm"):
        screen.page.emit(part)
        walk.look(f"latin-reports-{part}")
    walk.page("day_close")
    walk.look("latin-day")


def crowd(walk: Walker) -> None:
    """The sign-in of many people."""
    add_many_staff(walk.room.till)
    walk.room.lock_up()
    walk.look("login-many")
    walk.sign_in()
    walk.press(Qt.Key.Key_F12)
    walk.look("hand-over-many")
    settings = walk.page("settings")
    settings.section_picked.emit("staff")
    walk.look("settings-staff-many")


def bare(walk: Walker) -> None:
    """Every page of a shop in which nothing happened yet."""
    walk.sign_in(pin=BARE_PIN)
    walk.look("bare-shift-count")
    walk.types("0")
    walk.look("bare-counter")
    walk.types("250000")
    walk.look("bare-amount")
    walk.press(Qt.Key.Key_F8)
    walk.look("bare-why")
    walk.press(Qt.Key.Key_F8)
    walk.sale.on_undone()
    walk.press(Qt.Key.Key_F7)
    walk.look("bare-parked")
    walk.press(Qt.Key.Key_F7)
    for page in walk.room.pages:
        walk.page(page.key)
        walk.look(f"bare-{page.key}")
        walk.eye.tab_through(page.key)
    screen = walk.page("reports")
    for part in PARTS:
        screen.page.emit(part)
        walk.look(f"bare-reports-{part}")


def lone(walk: Walker) -> None:
    """What the reports say of one member who bought nothing yet."""
    walk.sign_in(pin=BARE_PIN)
    screen = walk.page("reports")
    for part in PARTS:
        screen.page.emit(part)
        walk.look(f"lone-reports-{part}")
    walk.page("segments")
    walk.look("lone-segments")


def joined(walk: Walker) -> None:
    """A shop that has joined a centre which does not answer, and what it says of it."""
    walk.sign_in(pin=BARE_PIN)
    walk.types("0", "250000", "")
    walk.look("joined-counter")
    settings = walk.page("settings")
    settings.section_picked.emit("centre")
    walk.look("joined-centre")
    _below(walk, settings, "joined-centre")
    settings.centre.moved.click()
    walk.look("joined-centre-moved")


def chain(walk: Walker) -> None:
    """The owner's machine among branches that were heard of at very different times."""
    walk.sign_in(pin=BARE_PIN)
    settings = walk.page("settings")
    settings.section_picked.emit("centre")
    walk.look("chain-centre")
    screen = walk.page("reports")
    for part in ("overview", "branches"):
        screen.page.emit(part)
        walk.look(f"chain-{part}")


def _money_units(eye: Eye, presenter: Any, step: str) -> None:
    """Look at a page of the wizard in each money unit but the first."""
    for code in ("IRR", "USD", "EUR", "IRT"):
        presenter.on_changed("currency", code)
        if code != "IRT":
            eye.look(f"first-{step}-{code.lower()}")


def first_start(eye: Eye, start: FirstStart) -> None:
    """Each page of the wizard, asked and refused, and recovery."""
    presenter = start.presenter
    eye.look("first-look")
    presenter.on_next()
    eye.look("first-begin")
    presenter.joining.on_wanted()
    eye.look("first-join")
    presenter.joining.on_given(
        JoinDraft("https://centre.example", "X", "owner", BARE_PIN, BARE_PIN, "/no/cert.pem")
    )
    eye.rest()
    eye.look("first-join-refused")
    presenter.on_new_wanted()
    typed = {
        "shop": {"name": "کیف و کفش آریا"},
        "place": {"branch": "شعبهٔ ولیعصر"},
        "owner": {"owner_name": "مریم آریا", "pin": BARE_PIN, "pin_again": BARE_PIN},
        "printer": {},
        "earning": {"percent": "10"},
    }
    for step, fields in typed.items():
        eye.look(f"first-{step}")
        if step in ("shop", "earning"):
            _money_units(eye, presenter, step)
        if fields:
            presenter.on_next()
            eye.look(f"first-{step}-refused")
        for field, value in fields.items():
            presenter.on_changed(field, value)
        presenter.on_next()
        eye.rest()
    eye.look("first-sheet")
    presenter.on_confirmed("XXXX")
    eye.look("first-sheet-wrong")
    start.gate.bring_back()
    eye.look("recovery")
