"""What a hurried hand types by mistake: it is refused or asked about in words, and never becomes money or a member."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QFontMetrics

from desktop.ui import language, theme
from desktop.ui.formats import plain
from desktop.ui.sale.state import SELLING
from desktop.ui.sale.till_counter import TillCounter
from desktop.ui.sale.words import reading_words
from desktop.ui.widgets.painting import fitting
from desktop.usecases.members.cards import block_card
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.products import set_products
from desktop.usecases.selling.shifts import end_shift, shift_now
from loyalty.kinds import Product
from loyalty.words import fold_digits
from tests.ui.sale.conftest import PHONE, Shop
from tests.ui.sale.test_presenter import Desk

NO_PRODUCT = [
    "6261234567897",
    "6261234567890",
    "۶۲۶۱۲۳۴۵۶۷۸۹۰",
    "036000291452",
    "12345678901231",
    "3*6261234567890",
]


@pytest.fixture
def desk(shop: Shop) -> Desk:
    return Desk(shop)


def grosses(desk: Desk) -> list[int]:
    return [line.gross for line in desk.presenter.state.lines]


@pytest.mark.parametrize("served", [False, True])
@pytest.mark.parametrize("code", NO_PRODUCT)
def test_a_code_of_no_product_is_no_amount(desk: Desk, code: str, served: bool) -> None:
    if served:
        desk.enter(PHONE)
    desk.enter(code)
    assert grosses(desk) == []
    assert desk.screen.field == code
    assert desk.shown("reading").state == "no_code"
    desk.enter("6,261,234")
    assert grosses(desk) == [6_261_234]


def test_eight_figures_that_are_a_barcode_become_money_by_choice_alone(desk: Desk) -> None:
    desk.enter(PHONE, "12345670")
    assert grosses(desk) == []
    assert (desk.shown("reading").state, desk.shown("reading").others[0].amount) == ("no_code", 12_345_670)
    desk.enter("+12345670")
    assert grosses(desk) == [12_345_670]


def test_cash_with_a_zero_too_many_is_asked_about_once_after_its_key(desk: Desk) -> None:
    desk.enter(PHONE, "190000")
    desk.presenter.on_tender_pressed("cash")
    desk.enter("2000000")
    assert desk.presenter.state.tenders == {}
    assert "۱٬۸۱۰٬۰۰۰" in plain(desk.screen.problems[-1])
    assert (desk.screen.field, desk.presenter.state.active) == ("2000000", "cash")
    desk.enter("2000000")
    assert desk.presenter.state.tenders == {"cash": 2_000_000}
    desk.presenter.on_tender_pressed("cash")
    desk.enter("3000000")
    assert desk.presenter.state.tenders == {}, "another amount is asked about anew"
    desk.enter("200000")
    assert (desk.presenter.state.tenders, desk.shown("pay").change) == ({"cash": 200_000}, 10_000)


def test_cash_with_a_zero_too_many_is_asked_about_once_before_its_key(desk: Desk) -> None:
    desk.enter(PHONE, "190000")
    desk.screen.type("2,000,000")
    desk.presenter.on_tender_pressed("cash")
    assert desk.presenter.state.tenders == {}
    assert "۱٬۸۱۰٬۰۰۰" in plain(desk.screen.problems[-1])
    assert desk.screen.field == "2,000,000"
    desk.screen.shown.pop("clear_problem", None)
    desk.presenter.on_tender_pressed("cash")
    assert desk.presenter.state.tenders == {"cash": 2_000_000}
    assert desk.screen.field == ""
    assert "clear_problem" in desk.screen.shown, "what was asked is answered"


def test_enter_at_the_question_about_cash_rings_no_goods(desk: Desk) -> None:
    desk.enter(PHONE, "190000")
    desk.screen.type("2,000,000")
    desk.presenter.on_tender_pressed("cash")
    assert desk.screen.problems
    desk.enter("2,000,000")
    assert grosses(desk) == [190_000]
    assert desk.presenter.state.tenders == {"cash": 2_000_000}, "sent once more, it is meant"


def test_other_cash_typed_at_the_question_is_cash_too(desk: Desk) -> None:
    desk.enter(PHONE, "190000")
    desk.screen.type("2,000,000")
    desk.presenter.on_tender_pressed("cash")
    desk.enter("200,000")
    assert (grosses(desk), desk.presenter.state.tenders) == ([190_000], {"cash": 200_000})


def test_a_large_note_for_a_small_thing_is_not_asked_about(desk: Desk) -> None:
    desk.enter(PHONE, "6000")
    desk.screen.type("100000")
    desk.presenter.on_tender_pressed("cash")
    assert desk.shown("pay").change == 94_000


@pytest.mark.parametrize("typed", ["850000", "۸۵۰٬۰۰۰".replace("٬", ""), "85 00 00"])
def test_an_amount_typed_on_into_the_form_of_enrolment_makes_no_person_of_it(desk: Desk, typed: str) -> None:
    desk.enter("09351112233")
    desk.presenter.enrol.submit(typed, "", "", "", ())
    assert desk.shown("enrolment_problem")[0] == "name"
    assert desk.presenter.state.mode == "enrolling"
    desk.presenter.enrol.submit("علی ۲", "", "", "", ())
    assert desk.shown("member").name == "علی ۲"


def test_a_blocked_card_is_said_to_be_blocked_at_the_counter(desk: Desk) -> None:
    till, session = desk.shop.till, desk.shop.session
    joined = enrol(till, session, NewMember("09351112233", "زهرا کاظمی"))
    card = joined.card_no
    block_card(till, session, joined.member_id)
    desk.enter(card)
    assert "از کار افتاده است" in desk.screen.problems[-1]
    assert fold_digits(desk.screen.problems[-1]).count(card[-4:]) == 1
    assert desk.presenter.state.member_id is None
    assert grosses(desk) == []


def test_more_by_card_than_there_is_to_pay_makes_no_change(desk: Desk) -> None:
    desk.enter(PHONE, "190000")
    desk.screen.type("5000000")
    desk.presenter.on_tender_pressed("card")
    assert desk.shown("pay").change == 0
    desk.enter("")
    assert "recorded" not in desk.screen.shown or desk.shown("recorded") is None
    assert desk.screen.problems[-1]


@pytest.mark.parametrize("text", ["-5000", "−۵۰۰۰", "- 5000", "-4567", "-09123454567"])
@pytest.mark.parametrize("served", [False, True])
def test_a_number_below_zero_is_refused_in_words(desk: Desk, text: str, served: bool) -> None:
    if served:
        desk.enter(PHONE, "250000")
    member, lines = desk.presenter.state.member_id, grosses(desk)
    desk.enter(text)
    assert (desk.presenter.state.member_id, grosses(desk)) == (member, lines)
    assert desk.screen.problems[-1].startswith("عدد منفی")
    assert desk.screen.field == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0*50000", "تعداد صفر"),
        ("0 × 50000", "تعداد صفر"),
        ("0.5*62607730", "شمردنی است"),
        ("2.5*5901234123457", "شمردنی است"),
    ],
)
def test_a_quantity_nobody_can_sell_is_refused(desk: Desk, text: str, told: str) -> None:
    desk.enter(text)
    assert grosses(desk) == []
    assert told in desk.screen.problems[-1]
    assert desk.screen.field == text


def test_what_is_sold_by_weight_takes_a_part(desk: Desk) -> None:
    rice = Product("R1", "", "برنج", "SHOES", 200_000, 0, divisible=True)
    set_products(desk.shop.till, desk.shop.session, (rice,))
    desk.enter("0.5*R1")
    assert grosses(desk) == [100_000]


def test_who_has_a_phone_that_ends_like_the_beginning_of_one_is_shown_before_served(desk: Desk) -> None:
    desk.enter("0917")
    assert desk.presenter.state.member_id is None
    new = NewMember("09351110917", "نگار", "", card_no=None, consents=())
    negar = enrol(desk.shop.till, desk.shop.session, new).member_id
    desk.enter("0917")
    assert desk.presenter.state.member_id is None
    assert [choice.title for choice in desk.shown("reading").choices] == ["نگار"]
    desk.screen.enter()
    assert desk.presenter.state.member_id == negar


def test_a_very_large_amount_is_asked_about_once(desk: Desk) -> None:
    desk.enter(PHONE, "850000000")
    assert grosses(desk) == []
    assert "۸۵۰٬۰۰۰٬۰۰۰" in plain(desk.screen.problems[-1])
    assert desk.screen.field == "850000000"
    desk.enter("850000", "850000000")
    assert grosses(desk) == [850_000], "asked anew after another text"
    desk.screen.enter()
    assert grosses(desk) == [850_000, 850_000_000]
    desk.enter("900*62607730")
    assert len(grosses(desk)) == 2
    desk.screen.enter()
    assert grosses(desk)[2] == 900 * 860_000


def test_a_refusal_goes_with_the_next_key(desk: Desk) -> None:
    desk.enter("-5")
    desk.screen.shown.pop("clear_problem", None)
    desk.screen.type("4")
    assert "clear_problem" in desk.screen.shown


@pytest.mark.parametrize(
    ("text", "words"), [("3*45000", "3 × 45,000 = 135,000"), ("2*62607730", "2 × 860,000 = 1,720,000")]
)
def test_several_are_told_by_the_piece_and_in_all(desk: Desk, qapp: Any, text: str, words: str) -> None:
    desk.enter(PHONE)
    desk.screen.type(text)
    language.use(qapp, "en", currency="IRT")
    assert plain(reading_words(desk.shown("reading").chosen)[1]).startswith(words)


def test_letters_and_less_than_nothing_are_no_counted_cash(till: Any, session: Any) -> None:
    desk = Desk(Shop(till, session, TillCounter(till, session, lang=lambda: "fa"), ""))
    desk.enter("abc")
    assert desk.shown("reading").state == "no_count"
    desk.enter("-5")
    assert desk.screen.problems[-1].startswith("در کشو کمتر از صفر نیست")
    assert shift_now(till) is None


@pytest.mark.parametrize("figure", ["850,000,000", "۸۵۰٬۰۰۰٬۰۰۰٬۰۰۰", "99,999,999,999,999"])
def test_a_huge_figure_stands_whole_in_its_column(qapp: Any, figure: str) -> None:
    font = fitting(theme.font(16, theme.SEMIBOLD, tnum=True), figure, 120)
    assert QFontMetrics(font).horizontalAdvance(figure) <= 120
    assert fitting(theme.font(16), "1,000", 120).pixelSize() == 16


@pytest.mark.parametrize(("typed", "over"), [("091255501011", 1), ("۰۹۱۲۵۵۵۰۱۰۱۲۳", 2)])
def test_a_phone_with_digits_too_many_is_said_to_have_them(desk: Desk, typed: str, over: int) -> None:
    desk.enter(typed)
    assert (desk.shown("reading").state, desk.shown("reading").over) == ("long", over)
    assert grosses(desk) == []


def test_eleven_nines_are_no_foreign_phone_in_the_middle_of_a_sale(desk: Desk) -> None:
    desk.enter(PHONE, "250000", "99999999999")
    assert desk.presenter.state.mode == "selling"
    desk.screen.type("93701234567")
    assert "new_member" in {one.kind for one in desk.shown("reading").others}, "a phone of Afghanistan"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("850000.5", "این مبلغ کسری دارد"),
        ("کفش 0", "مبلغ صفر"),
        ("کفش -600", "عدد منفی"),
        ("کفش ۱۲٫۵", "این مبلغ کسری دارد"),
    ],
)
def test_what_is_no_amount_says_why(desk: Desk, typed: str, said: str) -> None:
    desk.enter(typed)
    assert grosses(desk) == []
    assert desk.screen.problems[-1].startswith(said)
    assert desk.screen.field == typed


def test_a_shift_opened_with_ten_times_what_was_left_is_asked_about_once(desk: Desk) -> None:
    end_shift(desk.shop.till, desk.shop.session, 300_000)
    desk.presenter.look_again()
    desk.enter("3000000")
    assert shift_now(desk.shop.till) is None
    assert "۳۰۰٬۰۰۰" in plain(desk.screen.problems[-1])
    assert desk.screen.field == "3000000"
    desk.enter("3000000")
    shift = shift_now(desk.shop.till)
    assert shift is not None
    assert shift.opened_with == 3_000_000


def test_a_shift_opened_with_what_is_near_to_what_was_left_is_not_asked_about(desk: Desk) -> None:
    end_shift(desk.shop.till, desk.shop.session, 300_000)
    desk.presenter.look_again()
    desk.enter("500000")
    shift = shift_now(desk.shop.till)
    assert shift is not None
    assert shift.opened_with == 500_000


@pytest.mark.parametrize("served", [False, True])
@pytest.mark.parametrize("code", ["S-101", "s-101", "A1-20451"])
def test_a_code_of_no_product_leads_to_no_refund(desk: Desk, code: str, served: bool) -> None:
    if served:
        desk.enter(PHONE, "250000")
    desk.enter(code)
    assert (desk.presenter.state.mode, desk.shown("reading").state) == (SELLING, "no_code")
    assert desk.screen.field == code


@pytest.mark.parametrize("typed", ["1", "a1-1", "ش۱-۱", "A1-000001"])
def test_where_a_sale_is_taken_back_its_number_may_be_short(desk: Desk, typed: str) -> None:
    desk.enter(PHONE, "250000", "")
    desk.presenter.on_refund_pressed()
    desk.enter(typed)
    assert desk.shown("refund").stage == "lines"
