"""The sale screen's view: what it shows of given values, its keys, its names, in both languages and small."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from desktop.ui import language, theme
from desktop.ui.formats import plain
from desktop.ui.sale.note_lines import laid_out
from desktop.ui.sale.pay_column import TenderBox
from desktop.ui.sale.shown import (
    ShownBase,
    ShownBasket,
    ShownCandidate,
    ShownEarned,
    ShownParked,
    ShownPay,
    ShownReading,
    ShownRecorded,
    ShownRefund,
    ShownRefundLine,
    ShownTender,
    ShownVerdict,
    ShownWhy,
)
from desktop.ui.sale.shown_people import ShownFormer, ShownPerson, ShownPin, ShownStand
from desktop.ui.sale.view import SaleView
from desktop.ui.snapshots import settle
from desktop.ui.widgets import Label, Pair, PinDots
from loyalty.documents import Text
from tests.ui.accessibility import assert_all_named
from tests.ui.sale.picture import EN, FA, picture_lines, picture_member, picture_pay, show_picture
from tests.ui.typing import press


@pytest.fixture
def view(app: QApplication) -> Iterator[SaleView]:
    made = SaleView()
    made.resize(1356, 864)
    made.show()
    settle()
    yield made
    made.close()
    made.deleteLater()
    settle()


def test_the_field_has_the_focus_and_keeps_it_when_a_line_is_pressed(view: SaleView) -> None:
    show_picture(view, FA)
    settle()
    assert view.field.edit.hasFocus()
    assert view.basket.lines().focusPolicy() == Qt.FocusPolicy.NoFocus


def test_the_basket_says_each_line_with_what_offers_did(view: SaleView) -> None:
    show_picture(view, FA)
    rows = view.basket.lines().rows()
    assert [row.soft for row in rows] == [False, False, False, False, True]
    assert rows[0].struck == "۱٬۲۸۰٬۰۰۰"
    assert "پاییزهٔ کفش" in rows[0].notes[0].text
    assert rows[4].figures[-1] == "۶۰۰٬۰۰۰"
    spoken = view.basket.lines().model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "کفش اسپرت آریا" in spoken
    assert "۱٬۱۵۲٬۰۰۰" in spoken


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_every_control_has_a_name(
    app: QApplication, view: SaleView, lang: str, name: theme.ThemeName
) -> None:
    language.use(app, lang)
    theme.use(app, name)
    show_picture(view, FA if lang == "fa" else EN)
    settle()
    assert_all_named(view)
    view.show_enrolment("09121234567")
    settle()
    assert_all_named(view)
    view.show_refund(ShownRefund())
    settle()
    assert_all_named(view)


def test_the_button_of_the_sale_is_not_lit_while_enter_belongs_to_what_is_typed(view: SaleView) -> None:
    show_picture(view, EN)
    typing = replace(picture_pay(EN), can_record=True, enter_records=False)
    view.show_pay(replace(typing, enter_records=True))
    lit = painted(view.pay.record_button())
    view.show_pay(typing)
    assert painted(view.pay.record_button()) != lit == theme.color("accent").name()
    assert view.pay.record_button().isEnabled()


def test_the_members_side_shows_whose_sale_is_taken_back_and_then_who_is_served(view: SaleView) -> None:
    show_picture(view, EN)
    found = ShownRefund("lines", "A1-1", member="Ali", phone="0912 ••• 1111", of_member=True)
    view.show_refund(found)
    shown = {label.text() for label in view.findChildren(Label) if label.isVisible()}
    assert {"Ali", "0912 ••• 1111"} <= shown
    assert not view.member.isVisible()
    view.show_refund(None)
    assert view.member.isVisible()


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_page_of_taking_back_fits_and_says_when_all_is_back(
    app: QApplication, view: SaleView, lang: str
) -> None:
    language.use(app, lang)
    view.resize(1196, 684)
    line = ShownRefundLine(1, "کفش", "626", 2_000, 2_000, 0, 190_000)
    found = ShownRefund("lines", "V2-000001", lines=(line,), may_void=True, may_copy=True)
    view.show_refund(found)
    settle()
    page, nothing = view.refund, view.back._nothing
    inside = page.rect()
    for button in (page._copy, page._all, page._void, page._leave):
        place = QRect(button.mapTo(page, button.rect().topLeft()), button.size())
        assert inside.contains(place), button.text()
        assert button.width() >= button.sizeHint().width(), button.text()
    before = nothing.text()
    view.show_refund(replace(found, lines=(replace(line, left=0),)))
    settle()
    assert not page._all.isVisible()
    assert nothing.text() != before
    view.show_refund(found)
    settle()
    assert nothing.text() == before


def test_a_visit_of_long_ago_has_its_year(view: SaleView) -> None:
    show_picture(view, FA)
    for days, year in ((12, False), (534, True)):
        view.show_member(replace(picture_member(FA), days_ago=days))
        words = " ".join(label.text() for label in view.member._visit.findChildren(Label))
        assert ("۱۴۰۵" in words) is year


@pytest.mark.parametrize(
    ("lang", "word", "way"),
    [
        ("fa", "پول برگشتی", "Enter به سبد باز برمی‌گردد"),
        ("en", "Money back", "Enter goes back to the open basket"),
    ],
)
def test_the_page_stands_before_the_basket(
    app: QApplication, view: SaleView, lang: str, word: str, way: str
) -> None:
    language.use(app, lang)
    show_picture(view, FA if lang == "fa" else EN)
    told = ShownRecorded(
        "refund_training",
        "",
        850_000,
        money_back=822_500,
        money_kinds=(("cash", 822_500),),
        basket_waits=True,
    )
    view.show_recorded(told)
    basket = ShownBasket(picture_lines(EN), 5_000, behind=True)
    view.show_basket(basket)
    shown = {label.text() for label in view.recorded.findChildren(Label) if label.isVisible()}
    assert {word, way} <= shown
    view.show_basket(replace(basket, behind=False))
    assert not view.recorded.isVisible()


def test_the_calm_tells_what_was_handed_over_above_what_was_earned(view: SaleView) -> None:
    money = (("cash", 200_000), ("card", 50_000))
    view.show_recorded(
        ShownRecorded("sale", "A1-1", 240_000, change=10_000, money_kinds=money, earned_credit=24_000)
    )
    pairs = [pair for pair in view.recorded.findChildren(Pair) if pair.isVisible()]
    told = [tuple(plain(label.text()) for label in pair.findChildren(Label)) for pair in pairs]
    assert told == [("نقد", "۲۰۰٬۰۰۰"), ("کارت بانکی", "۵۰٬۰۰۰"), ("اعتبار گرفته", "+۲۴٬۰۰۰")]


def painted(button: QWidget) -> str:
    """Return the colour of its ground."""
    settle()
    return button.grab().toImage().pixelColor(12, button.height() // 2).name()


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_nothing_is_squeezed_at_the_smallest_window(app: QApplication, view: SaleView, lang: str) -> None:
    language.use(app, lang)
    view.resize(1196, 684)
    show_picture(view, FA if lang == "fa" else EN)
    settle()
    low = view.pay.record_button()
    assert low.y() + low.height() <= view.pay.height()
    for kind, box in view.pay.boxes().items():
        assert box.height() >= 40, kind
        assert box.geometry().bottom() < low.y(), kind
    squeezed = [
        (label.text(), label.height(), label.sizeHint().height())
        for label in view.pay.findChildren(type(view.pay._vat))
        if label.isVisible() and label.text() and label.height() < label.fontMetrics().height() - 6
    ]
    assert not squeezed
    assert view.basket.lines().viewport().height() >= 3 * 65


def test_keys_act_from_the_field_and_from_anywhere_else(view: SaleView) -> None:
    pressed: list[str] = []
    view.key_pressed.connect(pressed.append)
    keys = (
        Qt.Key.Key_F2,
        Qt.Key.Key_F3,
        Qt.Key.Key_F4,
        Qt.Key.Key_F6,
        Qt.Key.Key_F8,
        Qt.Key.Key_F9,
        Qt.Key.Key_F10,
    )
    for key in keys:
        press(view.field.edit, key)
    press(view.pay.record_button(), Qt.Key.Key_F7)
    assert pressed == ["credit", "cash", "card", "park", "why", "refund", "no_print", "parked"]


def test_undo_is_the_baskets_while_the_field_is_empty(view: SaleView) -> None:
    undone: list[bool] = []
    view.undone.connect(lambda: undone.append(True))
    press(view.field.edit, Qt.Key.Key_Z, "", Qt.KeyboardModifier.ControlModifier)
    assert undone == [True]
    view.set_field("۱۲")
    press(view.field.edit, Qt.Key.Key_Z, "", Qt.KeyboardModifier.ControlModifier)
    assert undone == [True]


def test_forty_lines_scroll_to_the_chosen_one(view: SaleView) -> None:
    base = picture_lines(FA)

    many = tuple(replace(base[n % 4], line_no=n + 1, chosen=n == 2) for n in range(40))
    view.show_basket(ShownBasket(many, 40_000))
    settle()
    lines = view.basket.lines()
    shown = lines.visualRect(lines.model().index(2, 0))
    assert lines.viewport().rect().intersects(shown)


def test_enter_is_the_fields_while_it_holds_text_and_the_buttons_when_it_is_empty(view: SaleView) -> None:

    view.show_pay(picture_pay(FA))
    assert not view.pay.record_button()._cap_filled
    view.show_pay(replace(picture_pay(FA), enter_records=True))
    assert view.pay.record_button()._cap_filled


def test_a_sheet_gives_the_focus_back_to_the_field(view: SaleView) -> None:
    show_picture(view, FA)
    settle()
    view.show_why(ShownWhy(verdicts=(ShownVerdict("آفر", "not_now", "فعلاً نه."),)))
    settle()
    assert not view.field.edit.hasFocus()
    press(view.why, Qt.Key.Key_Escape)
    settle()
    assert view.field.edit.hasFocus()
    assert not view.sheet.isVisible()


def test_a_sheet_opens_at_its_first_row_and_no_part_of_it_is_a_window_before(
    app: QApplication, view: SaleView
) -> None:
    seen: list[QObject] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                seen.append(watched)
            return False

    watch = Watch()
    app.installEventFilter(watch)
    view.show_why(
        ShownWhy(verdicts=(ShownVerdict("آفر", "applied", "اعمال شد.", effect=ShownEarned(1_000)),))
    )
    settle()
    app.removeEventFilter(watch)
    assert seen == []
    view.show_why(None)
    view.show_parked((ShownParked("a", 0, 2, 1_000, "", ""),))
    settle()
    assert view.focusWidget() is view.parked.rows()[0]


def test_a_pin_is_counted_never_shown(view: SaleView) -> None:
    digits: list[str] = []
    view.pin_digit.connect(digits.append)
    view.show_pin(ShownPin("approve", (ShownPerson("a", "مینا", "مدیر"),), "a", 0))
    settle()
    for text in ("۴", "5"):
        press(view.pin, Qt.Key.Key_unknown, text)
    view.show_pin(ShownPin("approve", (ShownPerson("a", "مینا", "مدیر"),), "a", 2))
    assert digits == ["4", "5"]
    assert not any("45" in plain(edit.text()) for edit in view.pin.findChildren(QLineEdit))


def test_problems_stand_in_the_verdict_line_and_training_in_a_banner(view: SaleView) -> None:
    view.show_problem(lambda: "کم است\nبیشتر بزنید")
    assert view.verdict.isVisible()
    view.clear_problem()
    assert not view.verdict.isVisible()
    view.show_stand(ShownStand(training=True))
    assert view._training.isVisible()


@pytest.mark.parametrize(
    ("lang", "told"), [("fa", "پرداخت با کارت بانکی + نقد"), ("en", "Paid by Bank card + Cash")]
)
def test_the_money_a_sale_is_recorded_with_is_said_beside_its_button(
    app: QApplication, view: SaleView, lang: str, told: str
) -> None:
    language.use(app, lang)
    view.resize(1280, 720)
    both = (ShownTender("card", 140_000, implied=True), ShownTender("cash", 50_000))
    pay = ShownPay(to_pay=190_000, tenders=both, priced=True, can_record=True)
    view.show_pay(pay)
    settle()
    line = view.pay._paid_by
    assert (line.isVisible(), plain(line.text())) == (True, told)
    view.show_pay(replace(pay, tenders=(ShownTender("card", 0), ShownTender("cash", 0))))
    settle()
    assert not line.isVisible(), "credit paid it all"
    full = replace(
        picture_pay(FA), tenders=(*both, *(ShownTender(k, 1) for k in ("transfer", "coupon", "other")))
    )
    view.show_pay(full)
    settle()
    assert not line.isVisible(), "a full column keeps its room for what is nowhere else"
    record = view.pay.record_button()
    assert record.height() >= record.sizeHint().height()
    view.show_pay(pay)
    settle()
    assert line.isVisible()


@pytest.mark.parametrize(("lang", "nameless"), [("fa", "عضوی بی‌نام"), ("en", "A member without a name")])
def test_the_form_says_who_left_with_the_phone_and_forgets_it_with_the_next(
    app: QApplication, view: SaleView, lang: str, nameless: str
) -> None:
    language.use(app, lang)
    view.show_enrolment("09121234567")
    told = view.enrolment._left_once
    assert not told.isVisible()
    view.show_former(ShownFormer("", dt.date(2026, 3, 1)))
    settle()
    assert told.isVisible()
    assert plain(told.text()).startswith(nameless)
    assert plain(language.formats().day(dt.date(2026, 3, 1))) in plain(told.text())
    view.show_enrolment("09121234568")
    assert not told.isVisible()


def test_the_empty_sale_cannot_be_recorded(view: SaleView) -> None:
    view.show_pay(ShownPay())
    view.show_reading(ShownReading())
    assert not view.pay.record_button().isEnabled()


def test_what_was_understood_stays_until_a_look_up_has_an_answer_or_takes_long(view: SaleView, qtbot) -> None:
    member = ShownCandidate("member", "سارا رضایی")
    view.show_reading(ShownReading("ready", member, choices=(member, member), listed=True))
    view.show_reading(ShownReading("looking"))
    view.show_soft(None)
    assert view.field.reading().value == "سارا رضایی"
    assert view.choices.isVisible()
    view.show_reading(ShownReading("ready", ShownCandidate("member", "علی")))
    assert (view.field.reading().value, view.choices.isVisible()) == ("علی", False)
    view.show_reading(ShownReading("looking"))
    qtbot.waitUntil(lambda: not view.field.reading().value)


def test_the_calm_keeps_nothing_back_however_many_kinds_of_points_there_are(view: SaleView) -> None:
    view.resize(1196, 684)
    points = tuple((Text(f"نوع {number}", f"Kind {number}"), number) for number in range(1, 31))
    view.show_recorded(ShownRecorded("sale", "V2-000001", 100_000, earned_points=points))
    settle()
    pairs = [pair for pair in view.recorded.findChildren(Pair) if pair.isVisible()]
    assert len(pairs) == 30
    assert all(pair.height() >= pair.sizeHint().height() for pair in pairs)
    view.show_recorded(ShownRecorded("sale", "V2-000002", 100_000))
    settle()
    assert not [pair for pair in view.recorded.findChildren(Pair) if pair.isVisible()]


def test_switching_the_language_writes_everything_anew(app: QApplication, view: SaleView) -> None:
    show_picture(view, FA)
    assert view.pay.record_button().text() == "ثبت و چاپ"
    language.use(app, "en")
    settle()
    assert view.pay.record_button().text() == "Record and print"
    view.show_pay(replace(picture_pay(EN), printer=False))
    assert view.pay.record_button().text() == "Record"
    assert view.basket.lines().rows()[0].figures[-1] == "1,152,000"


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_tab_goes_in_the_order_of_reading(app: QApplication, view: SaleView, lang: str) -> None:
    """From the field to the member, the basket and the payment: never back."""
    language.use(app, lang)
    show_picture(view, FA if lang == "fa" else EN)
    settle()
    zones = (view.field, view.member, view.basket, view.nearly, view.pay)
    met: list[int] = []
    here = view.field.edit
    while True:
        found = [place for place, zone in enumerate(zones) if zone is here or zone.isAncestorOf(here)]
        if here.isVisible() and here.focusPolicy() & Qt.FocusPolicy.TabFocus and found:
            met.append(found[0])
        here = here.nextInFocusChain()
        if here is view.field.edit:
            break
    assert met == sorted(met)
    assert set(met) == set(range(len(zones)))


def test_long_names_are_shortened_in_the_middle_and_keep_their_end(view: SaleView) -> None:

    long = replace(picture_lines(FA)[0], name="کفش اسپرت " * 20 + "شمارهٔ ۴۲")
    view.show_basket(ShownBasket((long,), 1_000))
    settle()
    lines = view.basket.lines()
    assert lines.horizontalScrollBar().maximum() == 0
    assert lines.rows()[0].name.endswith("۴۲")
    name, *notes = lines.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole).split("\n")
    assert name.endswith("۴۲")
    assert "پاییزهٔ کفش" in notes[0]


def test_what_offers_did_stands_whole_on_as_many_lines_as_it_needs(view: SaleView) -> None:

    line = picture_lines(FA)[0]
    many = replace(line, effects=tuple(replace(line.effects[0], name=f"آفر شمارهٔ {n}") for n in range(7)))
    lines = view.basket.lines()
    view.show_basket(ShownBasket((line,), 1_000))
    settle()
    plain_height = lines.visualRect(lines.model().index(0, 0)).height()
    view.show_basket(ShownBasket((many,), 1_000))
    settle()
    row = lines.rows()[0]
    told = [piece for pieces in lines.notes_of(row) for piece in pieces]
    assert [piece.span for piece in told] == list(row.notes)
    wide_enough = [piece for pieces in laid_out(row.notes, 10_000) for piece in pieces]
    assert told == wide_enough, "a name was shortened"
    narrow = lines.visualRect(lines.model().index(0, 0)).height()
    assert narrow > plain_height
    view.resize(2_600, 864)
    settle()
    assert narrow > lines.visualRect(lines.model().index(0, 0)).height()
    view.resize(1_356, 864)
    settle()
    view.show_basket(ShownBasket((line,), 1_000))
    settle()
    assert lines.visualRect(lines.model().index(0, 0)).height() == plain_height


def test_the_line_added_last_stays_in_sight_when_rows_grow_by_their_notes(view: SaleView) -> None:

    bare = [replace(picture_lines(FA)[n % 4], line_no=n + 1, effects=(), chosen=False) for n in range(12)]
    for count in (11, 12):
        view.show_basket(ShownBasket(tuple(bare[:count]), count * 1_000))
    told = tuple(replace(line, effects=picture_lines(FA)[0].effects * 3) for line in bare)
    view.show_basket(ShownBasket(told, 12_000))
    settle()
    lines = view.basket.lines()
    shown = lines.visualRect(lines.model().index(11, 0))
    assert lines.viewport().rect().contains(shown)


def test_one_long_offer_stands_whole_on_lines_of_its_own(view: SaleView) -> None:

    line = picture_lines(FA)[0]
    name = "جشنوارهٔ پاییزهٔ کفش و کیف برای اعضای وفادار " * 5
    long = replace(line, effects=(replace(line.effects[0], name=name.strip()),))
    view.show_basket(ShownBasket((long,), 1_000))
    settle()
    lines = view.basket.lines()
    told = lines.notes_of(lines.rows()[0])
    assert len(told) > 2
    words = " ".join(piece.span.text for pieces in told for piece in pieces)
    assert name.strip() in words
    for pieces in told:
        assert laid_out([piece.span for piece in pieces], 10_000)[0][0].wide == pieces[0].wide, "shortened"


def test_a_pin_asked_in_place_shows_the_field_it_is_typed_into(view: SaleView) -> None:
    people = (ShownPerson("o", "مالک", "مالک"), ShownPerson("m", "مدیر", "مدیر"))
    view.resize(1208, 686)
    view.show_pin(ShownPin("member", people, "o", hint="\n".join(["برای این کار رمز لازم است"] * 4)))
    settle()
    dots = view.pin.findChild(PinDots)
    assert dots.height() >= 40
    assert plain(dots.accessibleDescription()) == f"رمز {people[0].name}"
    assert view.sheet.findChild(QScrollArea).verticalScrollBar().maximum() == 0


def test_a_wrong_pin_in_training_leaves_the_button_and_whole_names_in_sight(view: SaleView) -> None:
    people = tuple(ShownPerson(key, key, "مدیر") for key in "abcd")
    view.resize(1196, 686)
    view.show_stand(ShownStand(training=True))
    view.show_pin(ShownPin("approve", people, "a"))
    settle()
    view.show_pin(
        ShownPin("approve", people, "a", problem="رمز درست نیست.\nفرصت: ۹ بار؛\nسپس از کار می‌افتد.")
    )
    settle()
    assert view.sheet.findChild(QScrollArea).verticalScrollBar().maximum() == 0
    assert (view.pin._area.height() + 2) % 46 == 0


def test_the_field_of_a_pin_names_whose_it_is_also_while_it_is_typed_and_after_a_wrong_one(
    view: SaleView, app: QApplication
) -> None:
    people = (
        ShownPerson("a", "مهدی احمدی", "مدیر شعبه"),
        ShownPerson("b", "مریم آریا", "مالک"),
        ShownPerson("m", "", "عضو"),
    )
    dots = view.pin.findChild(PinDots)
    for chosen, typed, problem, whose in (
        ("a", 0, "", "رمز مهدی احمدی"),
        ("b", 3, "", "رمز مریم آریا"),
        ("b", 0, "رمز درست نیست.", "رمز مریم آریا"),
        ("m", 1, "", "رمز عضو"),
    ):
        view.show_pin(ShownPin("approve", people, chosen, typed, problem))
        assert plain(dots.whose()) == whose
    language.use(app, "en")
    assert plain(dots.whose()).startswith("PIN of ")


@pytest.mark.parametrize(("lang", "said"), [("fa", "سبد خالی است"), ("en", "The basket is empty")])
def test_why_of_an_empty_basket_does_not_say_that_no_offer_runs(
    app: QApplication, view: SaleView, lang: str, said: str
) -> None:
    language.use(app, lang)
    view.show_why(ShownWhy(nothing_yet=True))
    settle()
    told = [plain(label.text()) for label in view.why.findChildren(Label) if label.isVisible()]
    assert said in told


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_why_tells_what_the_purchase_earns_by_itself_where_no_offer_runs(
    app: QApplication, view: SaleView, lang: str
) -> None:
    language.use(app, lang)
    base = (
        ShownBase("اعتبار پایه", 25_000, "۱۰٪ از ۲۵۰٬۰۰۰ تومان: نرخ عمومی."),
        ShownBase("امتیاز", 25, "هر ۱۰٬۰۰۰ تومان، ۱ امتیاز", money=False),
    )
    view.show_why(ShownWhy(base))
    settle()
    told = [plain(label.text()) for label in view.why.findChildren(Label) if label.isVisible()]
    assert base[0].reason in told
    assert plain(language.formats().signed_amount(25_000)) in told
    assert plain(language.formats().signed(25)) in told


@pytest.mark.parametrize(("lang", "words"), [("fa", "می‌شود"), ("en", "is being spent")])
def test_credit_that_is_spent_already_is_shown_and_changed_not_asked_for_again(
    app: QApplication, view: SaleView, lang: str, words: str
) -> None:
    language.use(app, lang)
    view.show_asked("credit")
    asked = view.field.edit.placeholderText()
    view.show_asked("credit", spent=80_000)
    told = plain(view.field.edit.placeholderText())
    assert told != plain(asked)
    assert words in told
    assert plain(language.formats().money(80_000)) in told
    member = picture_member(FA if lang == "fa" else EN)
    view.show_member(member)
    spend = view.member._spend.text()
    view.show_member(replace(member, spending=80_000))
    assert view.member._spend.text() not in ("", spend)
    labels = [plain(label.text()) for label in view.member.findChildren(Label)]
    assert any(plain(language.formats().money(80_000)) in text for text in labels)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_huge_amount_leaves_the_words_and_the_key_of_its_tender_alone(
    app: QApplication, qtbot, lang: str
) -> None:
    language.use(app, lang)
    box = TenderBox("card")
    qtbot.addWidget(box)
    box.resize(260, 44)
    pictures = []
    for amount in (5, 9_876_543_210):
        box.show_tender(ShownTender("card", amount))
        picture = box.grab().toImage()
        room = round(box.amount_room()) + 14
        words = QRect(room, 0, 260 - room, 44) if lang == "fa" else QRect(0, 0, 260 - room, 44)
        pictures.append(picture.copy(words))
    assert pictures[0] == pictures[1]
