"""The sale's presenter over the real till, without Qt: what a cashier types and what becomes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.models.settings import set_setting
from desktop.ui.formats import plain
from desktop.ui.sale.presenter import SalePresenter
from desktop.ui.sale.showing import member_shown
from desktop.ui.sale.words import beside_words
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.members.leaving import leave
from desktop.usecases.offers import stop
from desktop.usecases.products import set_products
from desktop.usecases.selling.paper_queue import list_jobs
from desktop.usecases.selling.shifts import begin_shift, end_shift, shift_now
from loyalty.kinds import Product
from loyalty.words import mask_phone
from tests.ui.sale.conftest import PHONE, TEN_OFF, Shop
from tests.ui.sale.screen_fake import FakeScreen


class Desk:
    """The presenter with a screen that remembers."""

    def __init__(self, shop: Shop, tasks: Any = None) -> None:
        self.shop, self.screen = shop, FakeScreen()
        self.displayed: list[Any] = []
        self.presenter = SalePresenter(
            self.screen,
            tasks or ImmediateTasks(),
            shop.counter,
            lang=lambda: "fa",
            display=self.displayed.append,
        )
        self.screen.presenter = self.presenter
        self.presenter.open()

    def enter(self, *texts: str) -> None:
        for text in texts:
            self.screen.enter(text)

    def shown(self, name: str) -> Any:
        return self.screen.shown[name]


@pytest.fixture
def desk(shop: Shop) -> Desk:
    return Desk(shop)


@pytest.mark.parametrize(
    "phone", ["09123454567", "۰۹۱۲۳۴۵۴۵۶۷", "٠٩١٢٣٤٥٤٥٦٧", "+989123454567", "9123454567", "4567"]
)
def test_phone_amount_and_two_enters_are_a_sale(desk: Desk, phone: str) -> None:
    desk.enter(phone, "250000", "")
    recorded = desk.shown("recorded")
    assert (recorded.net, recorded.change, recorded.earned_credit) == (250_000, 0, 25_000)
    assert recorded.credit_after == 25_000
    assert not recorded.printing  # this shop has no printer
    shift = shift_now(desk.shop.till)
    assert shift is not None
    assert (shift.sales, [(t.kind, t.amount) for t in shift.tenders]) == (1, [("card", 250_000)])
    with desk.shop.till.read() as db:
        assert list_jobs(db) == ()


def test_a_second_enter_after_the_sale_records_nothing(desk: Desk) -> None:
    desk.enter(PHONE, "250000", "", "", "")
    shift = shift_now(desk.shop.till)
    assert shift is not None
    assert shift.sales == 1


@pytest.mark.parametrize(("zone", "days"), [("Asia/Tehran", 4), ("Europe/Berlin", 5)])
def test_a_birthday_comes_by_the_calendar_of_the_shop(desk: Desk, zone: str, days: int) -> None:
    desk.enter(PHONE)
    state = desk.presenter.state
    state.stand = replace(state.stand, zone=zone)
    state.served = replace(state.served, on=dt.date(2024, 8, 10))
    shown = member_shown(state, "en")
    assert shown is not None
    assert shown.days_to_birthday == days


def test_with_no_member_digits_are_a_member_and_plus_forces_an_amount(desk: Desk) -> None:
    desk.enter("4567")
    assert desk.presenter.state.member_id == desk.shop.sara
    desk.presenter.on_member_left()
    desk.enter("+4567")
    assert [line.gross for line in desk.presenter.state.lines] == [4_567]


def test_few_digits_that_find_nobody_never_become_money(desk: Desk) -> None:
    desk.enter("9999")
    assert desk.presenter.state.lines == ()
    assert desk.screen.field == "9999"
    assert desk.shown("reading").state == "unknown"


@pytest.mark.parametrize(("people", "more"), [(8, False), (9, True)])
def test_a_list_that_is_not_all_of_them_says_so(desk: Desk, app: Any, people: int, more: bool) -> None:
    till, session = desk.shop.till, desk.shop.session
    for number in range(people):
        enrol(till, session, NewMember(f"0935111{number:04}", f"زهرا {number}", card_no=None))
        goods = Product(f"7{number:03}", "", f"گیوه {number}", "SHOES", 1_000, 0, False)
        set_products(till, session, (goods,))
    desk.screen.type("زهرا")
    reading = desk.shown("reading")
    assert (len(reading.choices), reading.listed, reading.more) == (8, True, more)
    assert bool(beside_words(reading)) is more
    desk.screen.type("گیوه")
    reading = desk.shown("reading")
    assert (len(reading.choices), reading.more) == (8, more)


@pytest.mark.parametrize(
    ("typed", "state", "missing"),
    [("0935111223", "short", 1), ("۰۹۳۵۱۱۱۲۲", "short", 2), ("۰۹۱۳۵۵۵۰", "short", 3), ("9999", "unknown", 0)],
)
def test_a_phone_that_lacks_digits_is_said_to_lack_them(
    desk: Desk, typed: str, state: str, missing: int
) -> None:
    desk.enter(typed)
    assert (desk.shown("reading").state, desk.shown("reading").missing) == (state, missing)
    assert desk.presenter.state.member_id is None


def test_an_unknown_phone_offers_enrolment_and_the_new_member_is_served(desk: Desk) -> None:
    desk.screen.type("09351112233")
    assert desk.shown("reading").chosen.kind == "new_member"
    desk.screen.enter()
    assert desk.shown("enrolment") == "09351112233"
    desk.presenter.enrol.submit("علی", "1399/13/45", "", "", ())
    assert desk.shown("enrolment_problem")[0] == "birthday"
    desk.presenter.enrol.on_edited()
    assert desk.shown("enrolment_problem") == ("", "")
    desk.presenter.enrol.submit("علی", "1370/05/24", "", PHONE, ("sms_service",))
    assert desk.shown("member").name == "علی"
    assert desk.shown("member").credit == 0


def test_while_somebody_joins_enter_is_the_forms_and_nothing_is_offered_that_would_not_happen(
    desk: Desk,
) -> None:
    desk.enter("+950000")
    assert desk.shown("pay").enter_records
    desk.enter("09351112233")
    assert (desk.shown("pay").can_record, desk.shown("pay").enter_records) == (False, False)
    desk.presenter.on_left()
    assert (desk.shown("pay").can_record, desk.shown("pay").enter_records) == (True, True)


def test_who_joins_with_the_phone_of_a_former_member_is_told_to_begin_anew(desk: Desk) -> None:
    till, session = desk.shop.till, desk.shop.session
    leave(till, session, desk.shop.sara)
    desk.enter("09351112233")
    assert "former" not in desk.screen.shown
    desk.presenter.on_left()
    desk.enter(PHONE)
    former = desk.shown("former")
    assert (former.name, former.left_on) == ("سارا رضایی‌نژاد", till.today())
    desk.presenter.enrol.submit("", "", "", "", ())
    assert desk.presenter.state.member_id not in (None, desk.shop.sara)


def test_what_enter_will_add_is_soft_before_it_is_added(desk: Desk) -> None:
    desk.enter(PHONE)
    desk.screen.type("کفش ۶۰۰٬۰۰۰")
    soft = desk.shown("soft")
    assert (soft.title, soft.amount) == ("کفش", 600_000)
    assert desk.presenter.state.lines == ()
    desk.screen.enter()
    assert [(line.group, line.gross) for line in desk.presenter.state.lines] == [("SHOES", 600_000)]


def test_a_scanned_barcode_adds_its_product_and_again_makes_two(desk: Desk) -> None:
    desk.enter("5901234123457", "۵۹۰۱۲۳۴۱۲۳۴۵۷")
    (line,) = desk.presenter.state.lines
    assert (line.product_id, line.quantity, line.gross) == ("62601105", 2_000, 2_560_000)


def test_an_exact_code_of_the_shop_is_its_product_and_the_amount_stands_below(desk: Desk) -> None:
    own = Product("1001", "", "چرم متری", "SHOES", 860_000, 100_000, divisible=False)
    set_products(desk.shop.till, desk.shop.session, (own,))
    desk.enter(PHONE)
    desk.screen.type("1001")
    reading = desk.shown("reading")
    assert (reading.chosen.kind, [other.kind for other in reading.others]) == ("product", ["amount"])
    desk.enter("1001", "۱۰۰۱", "1,001", "+1001", "850000")
    assert [(line.product_id, line.gross) for line in desk.presenter.state.lines] == [
        ("1001", 2 * 860_000),
        (None, 1_001),
        (None, 1_001),
        (None, 850_000),
    ]


def test_quantities_change_by_key_and_every_step_can_be_undone(desk: Desk) -> None:
    desk.enter("62607730", "*3")
    assert desk.presenter.state.lines[0].gross == 3 * 860_000
    desk.presenter.on_quantity_stepped(-1)
    assert desk.presenter.state.lines[0].quantity == 2_000
    desk.presenter.on_undone()
    assert desk.presenter.state.lines[0].quantity == 3_000
    desk.presenter.on_undone()
    desk.presenter.on_undone()
    assert desk.presenter.state.lines == ()


def test_an_offer_nearly_there_says_what_is_missing_and_what_it_is_worth(
    desk: Desk, publish: Callable[[dict], None]
) -> None:
    publish(TEN_OFF)
    desk.enter(PHONE, "کفش 400000")
    (near,) = desk.shown("nearly")
    assert (near.missing.more, near.worth.discount) == (100_000, 50_000)
    desk.screen.type("کفش 100000")
    assert desk.shown("reading").reaches == "ده درصد کفش"
    desk.screen.enter()
    assert desk.shown("pay").discount == 50_000
    assert desk.shown("basket").lines[0].effects[0].name == "ده درصد کفش"
    desk.presenter.on_why_wanted()
    (verdict,) = desk.shown("why").verdicts
    assert verdict.verdict == "applied"
    assert "۵۰٬۰۰۰" in verdict.reason


FIFTEEN_INSTEAD = {
    "id": "big-basket",
    "name": {"fa": "پانزده درصد اعتبار", "en": "Fifteen per cent credit"},
    "kind": "lasting",
    "basket": {"basket_total": {"op": ">=", "amount": 2_500_000}},
    "benefits": [{"credit": {"percent": 15, "mode": "instead"}}],
}


def test_what_is_nearly_reached_is_worth_what_it_gives_with_the_credit_that_is_spent(
    desk: Desk, publish: Callable[[dict], None]
) -> None:
    publish(FIFTEEN_INSTEAD)
    desk.enter(PHONE, "7200000", "", PHONE, "1200000")
    assert desk.shown("nearly")[0].worth.credit == 375_000
    desk.presenter.on_credit_pressed()
    desk.enter("1080000")
    (near,) = desk.shown("nearly")
    assert (near.missing.more, near.worth.credit) == (1_300_000, 213_000)
    desk.enter("1300000")
    assert (desk.shown("pay").credit, desk.shown("pay").earned_credit) == (1_080_000, 213_000)


def test_what_is_nearly_reached_may_leave_less_to_pay_than_the_credit_that_is_spent(
    desk: Desk, publish: Callable[[dict], None]
) -> None:
    publish({**FIFTEEN_INSTEAD, "benefits": [{"discount": {"percent": 60}}]})
    desk.enter(PHONE, "30000000", "", PHONE, "2400000")
    desk.presenter.on_credit_pressed()
    assert desk.shown("pay").credit == 1_200_000
    (near,) = desk.shown("nearly")
    assert near.worth.discount == 1_500_000


def test_credit_is_proposed_edited_and_taken_back_by_one_key(desk: Desk) -> None:
    desk.enter(PHONE, "1000000", "")
    desk.enter(PHONE, "80000")
    desk.presenter.on_credit_pressed()
    assert (desk.shown("pay").credit, desk.shown("pay").to_pay) == (80_000, 0)
    desk.enter("30000")
    assert (desk.shown("pay").credit, desk.shown("pay").to_pay) == (30_000, 50_000)
    assert desk.shown("member").spending == 30_000
    desk.presenter.on_credit_pressed()
    desk.presenter.on_left()
    assert (desk.shown("pay").credit, desk.screen.field) == (0, "")


def test_the_key_of_credit_again_lets_the_amount_be_changed(desk: Desk) -> None:
    desk.enter(PHONE, "1000000", "")
    desk.enter(PHONE, "80000")
    desk.presenter.on_credit_pressed()
    desk.presenter.on_credit_pressed()
    assert (desk.screen.field, desk.shown("asked")) == ("۸۰٬۰۰۰", "credit")
    assert (desk.shown("reading").chosen.kind, desk.shown("pay").credit) == ("credit", 80_000)
    desk.enter("30000")
    assert (desk.shown("pay").credit, len(desk.presenter.state.lines)) == (30_000, 1)
    desk.presenter.on_credit_pressed()
    assert desk.screen.field == "۳۰٬۰۰۰"
    desk.presenter.on_credit_pressed()
    assert (desk.shown("pay").credit, desk.screen.field, desk.shown("asked")) == (30_000, "", "")
    desk.presenter.on_credit_pressed()
    desk.presenter.on_left()
    assert (desk.shown("pay").credit, desk.screen.field, desk.shown("asked")) == (0, "", "")
    desk.enter("")
    assert desk.shown("recorded").net == 80_000


@pytest.mark.parametrize("kind", ["cash", "card"])
def test_credit_proposed_in_the_field_is_no_amount_of_another_tender(desk: Desk, kind: str) -> None:
    desk.enter(PHONE, "1000000", "")
    desk.enter(PHONE, "300000")
    for _ in range(2):
        desk.presenter.on_credit_pressed()
    assert desk.screen.field == "۱۰۰٬۰۰۰"
    desk.presenter.on_tender_pressed(kind)
    assert (desk.screen.field, desk.shown("pay").credit, desk.shown("pay").to_pay) == ("", 100_000, 200_000)
    paid = {one.kind: one.amount for one in desk.shown("pay").tenders if one.amount}
    assert paid == {kind: 200_000}
    # The same figure typed by a person is an amount.
    desk.screen.type("۱۰۰٬۰۰۰")
    desk.presenter.on_tender_pressed(kind)
    assert {one.kind: one.amount for one in desk.shown("pay").tenders}[kind] == 100_000


def test_more_credit_than_there_is_is_refused_in_words_and_put_back(desk: Desk) -> None:
    desk.enter(PHONE, "1000000", "")
    desk.enter(PHONE, "300000")
    desk.screen.type("999999999")
    desk.presenter.on_credit_pressed()
    assert desk.screen.problems
    assert desk.shown("pay").credit == 0
    assert desk.shown("pay").to_pay == 300_000


def test_a_nought_too_few_is_no_card_money(desk: Desk) -> None:
    """Cash of 50,000 for 190,000: the rest is nobody's until its key is pressed, whatever was pressed before."""
    desk.enter(PHONE, "190000")
    desk.presenter.on_tender_pressed("cash")
    desk.enter("50000", "")
    assert "recorded" not in desk.screen.shown
    assert (desk.shown("pay").missing, desk.shown("pay").can_record) == (140_000, False)
    assert "140" not in desk.screen.problems[-1]
    assert "۱۴۰٬۰۰۰" in desk.screen.problems[-1]
    assert "F4" in desk.screen.problems[-1]


def test_cash_given_brings_change_and_the_rest_goes_to_the_card(desk: Desk) -> None:
    desk.enter(PHONE, "190000")
    desk.screen.type("50000")
    desk.presenter.on_tender_pressed("cash")
    desk.presenter.on_tender_pressed("card")
    shown = {tender.kind: (tender.amount, tender.implied) for tender in desk.shown("pay").tenders}
    assert shown == {"card": (140_000, True), "cash": (50_000, False)}
    desk.presenter.on_tender_pressed("cash")
    desk.enter("200000")
    assert desk.shown("pay").change == 10_000
    desk.enter("")
    assert desk.shown("recorded").change == 10_000
    assert desk.shown("recorded").money_kinds == (("cash", 200_000),)


def test_the_calm_names_every_kind_of_money_that_paid(desk: Desk) -> None:
    desk.enter(PHONE, "190000")
    desk.screen.type("50000")
    desk.presenter.on_tender_pressed("cash")
    desk.presenter.on_tender_pressed("card")
    desk.enter("")
    assert set(desk.shown("recorded").money_kinds) == {("cash", 50_000), ("card", 140_000)}


def test_digits_after_the_key_of_the_card_are_an_amount_and_no_member_card(desk: Desk) -> None:
    desk.enter(PHONE, "190000")
    desk.presenter.on_tender_pressed("card")
    desk.screen.type("50000")
    chosen = desk.shown("reading").chosen
    assert (chosen.kind, chosen.amount) == ("card", 50_000)
    desk.enter("50000")
    shown = {tender.kind: tender.amount for tender in desk.shown("pay").tenders}
    assert (shown, desk.shown("pay").missing) == ({"card": 50_000, "cash": 0}, 140_000)


def test_a_basket_is_parked_and_recalled_with_its_member(desk: Desk) -> None:
    desk.enter(PHONE, "250000")
    desk.presenter.on_parked()
    assert desk.presenter.state.lines == ()
    assert desk.shown("basket").parked == 1
    desk.presenter.on_parked_wanted()
    (parked,) = desk.shown("parked")
    assert (parked.member, parked.gross) == ("سارا رضایی‌نژاد", 250_000)
    desk.presenter.on_recalled(parked.key)
    assert desk.presenter.state.member_id == desk.shop.sara
    assert desk.shown("pay").to_pay == 250_000


def test_a_refund_says_what_goes_back_and_what_is_taken_before_it_is_confirmed(desk: Desk) -> None:
    desk.enter(PHONE, "62607730", "*2", "")
    number = desk.shown("recorded").number
    desk.presenter.on_refund_pressed()
    desk.enter(number, "")
    refund = desk.shown("refund")
    assert (refund.of_member, refund.phone) == (True, mask_phone(PHONE, "fa"))
    assert refund.preview.net == 2 * 860_000
    desk.enter("1")
    preview = desk.shown("refund").preview
    assert (preview.net, preview.money, preview.credit_taken) == (860_000, 860_000, 86_000)
    assert preview.points_taken == (("امتیاز", 86),)
    desk.enter("")
    done = desk.shown("recorded")
    assert (done.kind, done.money_back, done.credit_after) == ("refund", 860_000, 86_000)


def test_cash_the_drawer_does_not_hold_is_said_where_it_goes_out(desk: Desk) -> None:
    desk.enter("62607730", "*1")
    desk.presenter.on_tender_pressed("cash")
    desk.enter("", "")
    end_shift(desk.shop.till, desk.shop.session, 960_000)
    begin_shift(desk.shop.till, desk.shop.session, 60_000)
    desk.presenter.on_refund_pressed()
    desk.enter(_last_number(desk), "*1")
    preview = desk.shown("refund").preview
    assert (preview.money, preview.drawer_short) == (860_000, 800_000), "said before it is confirmed"
    desk.enter("")
    done = desk.shown("recorded")
    assert (done.kind, done.money_back, done.drawer_short) == ("refund", 860_000, 800_000)


def test_a_void_undoes_the_whole_sale(desk: Desk) -> None:
    desk.enter(PHONE, "250000", "")
    desk.presenter.on_refund_pressed()
    desk.enter(_last_number(desk))
    desk.presenter.back.void()
    assert desk.shown("refund").voiding
    desk.enter("")
    assert desk.shown("recorded").kind == "void"
    assert desk.shown("recorded").credit_after == 0


def test_a_receipt_is_found_by_its_figures_alone_and_digits_are_then_quantities(desk: Desk) -> None:
    desk.enter(PHONE, "62607730", "*3", "")
    desk.presenter.on_refund_pressed()
    desk.enter("۱")
    assert desk.shown("refund").number == _last_number(desk)
    desk.enter("2")
    assert desk.shown("refund").preview.net == 2 * 860_000
    desk.enter("0")
    assert desk.shown("refund").preview is None
    desk.enter("")
    assert desk.shown("refund").stage == "lines"
    desk.presenter.on_left()
    assert desk.shown("refund") is None


def test_more_than_was_sold_is_refused_with_a_sentence_and_nothing_is_guessed(desk: Desk) -> None:
    desk.enter(PHONE, "62607730", "*3", "")
    desk.presenter.on_refund_pressed()
    desk.enter("۱", "5")
    assert "۳" in desk.screen.problems[-1]
    assert "فروخته شده" in desk.screen.problems[-1]
    assert desk.shown("refund").preview is None
    desk.enter("2", "")
    desk.presenter.on_refund_pressed()
    desk.enter("۱", "2")
    assert "مانده است؛ باقی پیش" in desk.screen.problems[-1]
    desk.enter("1", "")
    desk.presenter.on_refund_pressed()
    desk.enter("۱", "1")
    assert "کامل مرجوع شده" in desk.screen.problems[-1]
    assert desk.shown("refund").preview is None


def test_a_receipts_code_scanned_anywhere_opens_its_refund(desk: Desk) -> None:
    desk.enter(PHONE, "250000", "")
    desk.enter(_last_number(desk).lower())
    assert desk.shown("refund").number == _last_number(desk)
    assert desk.shown("refund").member == "سارا رضایی‌نژاد"


def _last_number(desk: Desk) -> str:
    shop = desk.shop.till.shop
    return f"{shop.code}-000001"


def test_a_void_a_cashier_may_not_do_asks_for_a_manager_in_place(
    shop: Shop, make_staff: Callable[..., Any]
) -> None:
    desk = Desk(shop)
    desk.enter(PHONE, "250000", "")
    shop.counter.take_session(make_staff("cashier"))
    desk = Desk(shop)
    desk.presenter.on_refund_pressed()
    desk.enter(_last_number(desk))
    desk.presenter.back.void()
    desk.enter("")
    pin = desk.shown("pin")
    assert pin.purpose == "approve"
    assert [person.staff_id for person in pin.people] == ["owner"]
    for digit in "111111":
        desk.presenter.staff.press(digit)
    desk.presenter.staff.submit()
    assert desk.shown("pin").problem
    for digit in "730614":
        desk.presenter.staff.press(digit)
    desk.presenter.staff.submit()
    assert desk.shown("recorded").kind == "void"


def test_another_cashier_takes_over_without_losing_the_basket(
    shop: Shop, make_staff: Callable[..., Any]
) -> None:
    make_staff("cashier", name="ثنا")
    desk = Desk(shop)
    desk.enter(PHONE, "250000")
    desk.presenter.on_cashier_wanted()
    for digit in "482917":
        desk.presenter.staff.press(digit)
    desk.presenter.staff.submit()
    assert desk.presenter.state.stand.staff == "ثنا"
    assert desk.shown("pay").to_pay == 250_000
    desk.enter("")
    assert desk.shown("recorded").net == 250_000


def test_training_writes_nothing(desk: Desk) -> None:
    desk.presenter.on_training_pressed()
    assert desk.shown("stand").training
    desk.enter(PHONE, "250000", "")
    assert desk.shown("recorded").kind == "training"
    shift = shift_now(desk.shop.till)
    assert shift is not None
    assert shift.sales == 0


def test_without_a_shift_the_counted_cash_is_asked_in_place(till: Any, session: Any) -> None:
    from desktop.ui.sale.till_counter import TillCounter

    desk = Desk(Shop(till, session, TillCounter(till, session, lang=lambda: "fa"), ""))
    assert desk.shown("shift") is not None
    desk.screen.type("0")
    assert desk.shown("reading").chosen.kind == "counted"
    desk.enter("۱۵۰٬۰۰۰")
    shift = shift_now(till)
    assert shift is not None
    assert shift.opened_with == 150_000
    assert desk.shown("shift") is None


@pytest.mark.parametrize(
    ("typed", "apart", "told"),
    [
        ("70000", -30_000, "۳۰٬۰۰۰ تومان کمتر از شمارش آخرین بستن"),
        ("۱۰۰٬۰۰۰", 0, "همان‌قدر که در آخرین بستن شمرده شد"),
        ("120000", 20_000, "۲۰٬۰۰۰ تومان بیشتر از شمارش آخرین بستن"),
    ],
)
def test_a_count_is_told_beside_what_the_drawer_was_left_with(
    shop: Shop, app: Any, typed: str, apart: int, told: str
) -> None:
    end_shift(shop.till, shop.session, 100_000)
    desk = Desk(shop)
    desk.screen.type(typed)
    assert desk.shown("reading").apart == apart
    assert plain(beside_words(desk.shown("reading"))) == told
    desk.enter(typed)
    assert shift_now(shop.till) is not None, "it is said, and stops nobody"
    desk.screen.type(typed)
    assert desk.shown("reading").apart is None


def test_a_count_no_drawer_holds_is_asked_about_once(till: Any, session: Any) -> None:
    from desktop.ui.sale.till_counter import TillCounter

    desk = Desk(Shop(till, session, TillCounter(till, session, lang=lambda: "fa"), ""))
    desk.enter("50000005000000")
    assert shift_now(till) is None
    assert "۵۰٬۰۰۰٬۰۰۵٬۰۰۰٬۰۰۰" in plain(desk.screen.problems[-1])
    assert desk.screen.field == "50000005000000"
    desk.presenter.on_locked()
    desk.enter("50000005000000")
    assert shift_now(till) is None, "who counts next is asked anew"
    desk.enter("")
    assert shift_now(till) is None
    desk.enter("50000005000000")
    shift = shift_now(till)
    assert shift is not None
    assert shift.opened_with == 50_000_005_000_000


def test_the_customer_sees_the_same_figures(desk: Desk) -> None:
    desk.enter(PHONE, "250000")
    assert (desk.displayed[-1].to_pay, desk.displayed[-1].member) == (250_000, "سارا رضایی‌نژاد")
    desk.enter("")
    assert desk.displayed[-1].phase.value == "paid"


@pytest.mark.parametrize("training", [False, True])
@pytest.mark.parametrize("given", ["", "2000000"])
def test_a_price_that_changed_meanwhile_is_told_before_anything_is_recorded(
    desk: Desk, publish: Callable[[dict], None], given: str, training: bool
) -> None:
    if training:
        desk.presenter.on_training_pressed()
    desk.enter(PHONE, "کفش 700000")
    if given:
        desk.screen.type(given)
        desk.presenter.on_tender_pressed("cash")
    publish(TEN_OFF)
    desk.enter("")
    assert "recorded" not in desk.screen.shown or desk.shown("recorded") is None
    assert "۷۰۰٬۰۰۰" in plain(desk.screen.problems[-1])
    assert "۶۳۰٬۰۰۰" in plain(desk.screen.problems[-1])
    assert desk.shown("pay").to_pay == 630_000, "what holds now is shown"
    desk.enter("")
    recorded = desk.shown("recorded")
    assert (recorded.net, recorded.change) == (630_000, 1_370_000 if given else 0)


def test_credit_that_is_no_longer_earned_is_told_before_anything_is_recorded(
    desk: Desk, publish: Callable[[dict], None]
) -> None:
    publish({**TEN_OFF, "benefits": [{"credit": {"percent": 5}}]})
    desk.enter(PHONE, "کفش 700000")
    assert desk.shown("pay").earned_credit == 105_000
    stop(desk.shop.till, desk.shop.session, "ten-shoes")
    desk.enter("")
    assert desk.screen.problems[-1].startswith("آفرها یا قیمت‌ها")
    desk.enter("")
    assert desk.shown("recorded").earned_credit == 70_000


def test_the_same_sale_sent_twice_is_one_sale(desk: Desk) -> None:
    desk.enter(PHONE, "250000")
    name = desk.presenter.state.fact_id = desk.shop.counter.new_id()
    kept = desk.presenter.state.lines
    desk.enter("")
    desk.presenter.state.lines, desk.presenter.state.mode = kept, "selling"
    desk.presenter.state.fact_id = name
    desk.presenter.pay.price()
    desk.presenter.state.fact_id = name
    desk.enter("")
    shift = shift_now(desk.shop.till)
    assert shift is not None
    assert shift.sales == 1


def test_the_whole_phone_is_shown_only_to_whom_it_may_be(shop: Shop, make_staff: Callable[..., Any]) -> None:
    desk = Desk(shop)
    desk.enter(PHONE)
    assert desk.shown("member").whole_phone == ""
    assert PHONE not in desk.shown("member").phone
    desk.presenter.on_revealed()
    assert desk.shown("member").whole_phone == PHONE
    desk.presenter.on_revealed()
    assert desk.shown("member").whole_phone == ""
    shop.counter.take_session(make_staff("cashier"))
    desk = Desk(shop)
    desk.enter(PHONE)
    desk.presenter.on_revealed()
    assert (desk.shown("member").may_reveal, desk.shown("member").whole_phone) == (False, "")


def test_serving_a_member_closes_the_form_of_enrolment(desk: Desk) -> None:
    desk.enter("09351112233")
    assert desk.presenter.state.mode == "enrolling"
    desk.enter(PHONE)
    assert desk.presenter.state.mode == "selling"
    assert desk.shown("enrolment") is None
    desk.enter("250000", "")
    assert desk.shown("recorded").net == 250_000


def test_escape_goes_back_one_step_at_a_time(desk: Desk) -> None:
    desk.enter(PHONE, "250000")
    desk.presenter.on_tender_pressed("cash")
    desk.screen.type("5000")
    desk.presenter.on_left()
    assert (desk.screen.field, desk.presenter.state.active) == ("", "cash")
    desk.presenter.on_left()
    assert desk.presenter.state.active == ""
    assert len(desk.presenter.state.lines) == 1


def test_what_the_tenders_do_not_cover_stops_the_sale_in_words(desk: Desk) -> None:
    desk.enter(PHONE, "190000")
    for kind, amount in (("card", "100000"), ("cash", "50000")):
        desk.screen.type(amount)
        desk.presenter.on_tender_pressed(kind)
    assert (desk.shown("pay").missing, desk.shown("pay").can_record) == (40_000, False)
    desk.enter("")
    assert "۴۰٬۰۰۰" in desk.screen.problems[-1]
    assert "recorded" not in desk.screen.shown


def test_a_receipt_waits_for_paper_only_where_there_is_a_printer(shop: Shop, tmp_path: Path) -> None:
    with shop.till.transaction("") as tx:
        set_setting(tx, "printer_kind", "file")
        set_setting(tx, "printer_address", str(tmp_path))
    desk = Desk(shop)
    desk.enter(PHONE, "250000", "")
    assert desk.shown("recorded").printing
    with shop.till.read() as db:
        assert [job.kind for job in list_jobs(db)] == ["receipt"]


def test_why_of_an_empty_basket_knows_that_there_is_nothing_to_judge_yet(desk: Desk) -> None:
    desk.presenter.on_why_wanted()
    assert desk.shown("why").nothing_yet
    desk.enter(PHONE, "250000")
    desk.presenter.on_why_wanted()
    assert not desk.shown("why").nothing_yet


def test_why_says_what_is_earned_without_any_offer_and_by_which_rule(desk: Desk) -> None:
    desk.enter(PHONE, "250000")
    desk.presenter.on_why_wanted()
    why = desk.shown("why")
    assert why.verdicts == ()
    assert [(one.name, one.amount) for one in why.base] == [("اعتبار پایه", 25_000), ("امتیاز", 25)]
    assert plain(why.base[0].reason) == "۱۰٪ از ۲۵۰٬۰۰۰ تومان: نرخ عمومی."
    desk.presenter.on_member_left()
    desk.presenter.on_why_wanted()
    assert (desk.shown("why").base, bool(desk.shown("why").nobody)) == ((), True)
