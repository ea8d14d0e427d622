"""The member screen on the real store: keys, panels, tabs, both languages, names for who cannot see."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.ui import language
from desktop.ui.formats import plain
from desktop.ui.member.lots_page import Band
from desktop.ui.member.screen import build_member
from desktop.ui.member.shown import ShownBand, ShownEnd
from desktop.ui.member.side_column import SideColumn
from desktop.ui.member.till_members import TillMembers
from desktop.ui.member.timeline import Timeline
from desktop.ui.member.view import TABS, MemberScreen
from desktop.ui.snapshots import settle
from desktop.ui.tasks import ImmediateTasks
from desktop.ui.widgets import Button
from desktop.usecases.members.member_card import cards_of, member_card
from desktop.usecases.policies import rules_now
from loyalty.words import format_int, format_money
from tests.conftest import OWNER_PIN
from tests.ui.accessibility import assert_all_named
from tests.ui.typing import press, type_text


@pytest.fixture
def screen(app: QApplication, seat, qtbot, served) -> MemberScreen:
    desk = TillMembers(seat, lang=lambda: language.formats().lang, printed=lambda: None)
    made, presenter = build_member(ImmediateTasks(), desk, served.append)
    made.presenter = presenter  # kept alive as long as the screen
    qtbot.addWidget(made)
    made.resize(1336, 864)
    made.show()
    presenter.entered()
    settle()
    return made


def find(screen: MemberScreen, text: str) -> None:
    type_text(screen.field.edit, text)
    press(screen.field.edit, Qt.Key.Key_Return)
    settle()


def test_from_keys_to_a_member_and_to_the_counter(screen, join, buy, served) -> None:
    who = join(name="سارا رضایی").member_id
    buy(who, 1_000_000)
    type_text(screen.field.edit, "سارا")
    settle()
    assert screen.found.isVisible()
    assert [one.name for one in screen.found.found()] == ["سارا رضایی"]
    press(screen.field.edit, Qt.Key.Key_Return)
    settle()
    assert not screen.found.isVisible()
    assert plain(screen.header._name.text()) == "سارا رضایی"
    assert screen.lots.table.table.rows()[0].cells[4].text == "۱۰۰٬۰۰۰"
    press(screen, Qt.Key.Key_F2)
    assert served == [who]


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_every_tab_and_panel_is_named(screen, app, join, buy, lang: str) -> None:
    who = join(name="سارا رضایی").member_id
    buy(who, 1_000_000)
    assert_all_named(screen)
    find(screen, "09120004567")
    language.use(app, lang, currency="IRT", zone="Asia/Tehran")
    for tab in TABS:
        screen.tabs.choose(tab)
        screen.tabs.picked.emit(tab)
        settle()
        assert_all_named(screen)
    for act in ("adjust", "merge", "leave", "erase"):
        screen.act_wanted.emit(act)
        settle()
        assert screen.sheet.isVisible()
        assert_all_named(screen)
    screen.enrolment_wanted.emit()
    settle()
    assert_all_named(screen)


def test_a_switch_of_language_rewrites_the_member(screen, app, join, buy) -> None:
    buy(join(name="سارا رضایی").member_id, 1_000_000)
    find(screen, "09120004567")
    language.use(app, "en", currency="IRT", zone="Asia/Tehran")
    settle()
    assert screen.lots.table.table.rows()[0].cells[4].text == "100,000"
    assert screen.lots.table.table.rows()[0].cells[0].text == "Purchase"
    assert "Bronze" in screen.header._tier.text() or "tier" in screen.header._tier.text()


def test_the_form_of_enrolment_from_the_keyboard(screen, club) -> None:
    find(screen, "09127778899")
    form = screen.enrolment
    assert screen.sheet.isVisible()
    form.set_text("name", "نو رسیده")
    press(form.fields["name"].editor, Qt.Key.Key_Return)
    settle()
    assert not screen.sheet.isVisible()
    assert plain(screen.header._name.text()) == "نو رسیده"
    assert "ثبت شد" in screen.verdict.text()


def test_a_wrong_phone_keeps_the_form_open(screen, club) -> None:
    screen.enrolment_wanted.emit()
    screen.enrolment.set_text("phone", "12")
    screen.enrolment.join.click()
    settle()
    assert screen.sheet.isVisible()
    assert screen.enrolment.fields["phone"].problem()


def test_erasing_asks_twice(screen, join, club) -> None:
    who = join(name="سارا").member_id
    find(screen, "سارا")
    screen.act_wanted.emit("erase")
    settle()
    screen.ending.send.click()
    assert member_card(club, who).profile.state == "active"
    screen.ending.known.click()
    screen.ending.send.click()
    settle()
    assert member_card(club, who).profile.state == "erased"
    assert not screen.header.sell.isVisible()


def test_a_member_is_given_a_pin_changes_it_and_has_none_again(screen, join, club) -> None:
    join(name="سارا")
    find(screen, "سارا")
    sheet = screen.member_pin
    for old, new in (("", "7305"), ("7305", "9168")):
        screen.act_wanted.emit("pin")
        sheet.old.editor.setText(old)
        sheet.new.editor.setText(new)
        sheet.again.editor.setText(new)
        sheet.send.click()
        settle()
        assert not screen.sheet.isVisible()
        assert "گذاشته شد" in screen.verdict.text()
    screen.act_wanted.emit("pin")
    sheet.old.editor.setText("9168")
    sheet.forget.click()
    settle()
    assert "دیگر رمزی ندارد" in screen.verdict.text()


def test_a_pin_is_asked_in_place_and_the_panel_goes_on(screen, seat, join, make_staff, club) -> None:
    who = join(name="سارا").member_id
    seat.session = make_staff("cashier")
    find(screen, "سارا")
    screen.act_wanted.emit("adjust")
    settle()
    type_text(screen.adjusting.amount.editor, "۲۵۰۰۰")
    press(screen.adjusting.amount.editor, Qt.Key.Key_Return)
    settle()
    assert screen.approval.isVisible()
    assert "سند دستی" in screen.approval.accessibleName()
    press(screen.approval, Qt.Key.Key_Escape)
    screen.sheet.leave()
    settle()
    assert member_card(club, who).credit.total == 0
    screen.act_wanted.emit("adjust")
    type_text(screen.adjusting.amount.editor, "25000")
    screen.adjusting.send.click()
    screen.approval.person_picked.emit("owner")
    type_text(screen.approval, OWNER_PIN)
    press(screen.approval, Qt.Key.Key_Return)
    settle()
    assert member_card(club, who).credit.total == 25_000
    assert not screen.sheet.isVisible()


def test_a_refused_consent_turns_back(screen, seat, join) -> None:
    join(name="سارا")
    find(screen, "سارا")
    seat.training = True
    screen.consents.toggles["sms_promo"].click()
    settle()
    assert not screen.consents.toggles["sms_promo"].isChecked()
    assert screen.verdict.tone() == "red"


def test_a_statement_asks_where(screen, join, buy, tmp_path) -> None:
    buy(join(name="سارا").member_id, 100_000)
    find(screen, "سارا")
    target = tmp_path / "s.pdf"
    asked = []
    screen.choose_file = lambda *told: asked.append(told[2]) or str(target)
    screen.header.statement.click()
    screen.statement.send.click()
    settle()
    assert target.stat().st_size > 1_000
    assert asked[0].endswith(".pdf")
    assert not screen.sheet.isVisible()


def test_the_next_tier_is_told_in_points_and_in_the_purchases_they_take(screen, club, join, buy) -> None:
    who = join(name="سارا رضایی").member_id
    buy(who, 1_000_000)
    find(screen, "سارا")
    told = plain(screen.side._to_next.text())
    with club.read() as db:
        rules = rules_now(db)
    each = next(kind.money_each for kind in rules.points.kinds if kind.kind == rules.tiers.by)
    above = rules.tiers.next_above(1_000_000 // each)
    assert told == (
        f"{format_int(above.missing, 'fa')} امتیاز تا {above.tier.name.fa}، "
        f"با {format_money(above.missing * each, 'fa')} خرید"
    )


def test_what_is_long_stays_inside(screen, join) -> None:
    join(name="امیرمحمدحسین حسینی‌پور اصفهانی‌زادهٔ نائینی " * 1)
    find(screen, "نائینی")
    screen.resize(1196, 684)
    settle()
    name = screen.header._name
    inside = screen.rect()
    for widget in (name, screen.header.sell, screen.header.menu, screen.side):
        corner = widget.mapTo(screen, widget.rect().topLeft())
        assert inside.contains(corner), widget
        assert inside.contains(widget.mapTo(screen, widget.rect().bottomRight())), widget
    avatar = screen.header._avatar
    assert (
        not name.geometry()
        .translated(name.parentWidget().pos())
        .intersects(avatar.geometry().translated(avatar.parentWidget().pos()))
    )


def test_the_timeline_begins_where_reading_begins(app, qtbot) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(900, 196)
    today = dt.date(2026, 11, 21)
    near, far = ShownEnd(dt.date(2026, 11, 28), 85_000, "soon"), ShownEnd(dt.date(2027, 3, 6), 1_000, "here")
    line.show_ends(today, (near, far), "پایان")
    line.show()
    settle()
    assert line._x(near.on) > line._x(far.on)
    assert "۷ آذر" in line.accessibleName()
    language.use(app, "en")
    settle()
    assert line._x(near.on) < line._x(far.on)


def test_words_of_neighbours_never_touch(app, qtbot) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(600, 196)
    today = dt.date(2026, 11, 21)
    ends = tuple(ShownEnd(today + dt.timedelta(days=20 + n * 2), 90_000 - n, "here") for n in range(5))
    line.show_ends(today, ends, "x")
    said = line._said()
    boxes = [one.box for one in said if one.box is not None]
    assert len(boxes) >= 2
    base = line.height() - 28
    bars = [(one.x - 7, base - one.tall, one.x + 7) for one in said]
    for place, box in enumerate(boxes):
        assert line.rect().toRectF().contains(box)
        assert not any(box.intersects(other) for other in boxes[place + 1 :])
        for left, top, right in bars:
            assert box.right() <= left or box.left() >= right or box.bottom() <= top


def test_credit_that_others_hold_is_not_called_safe(app, qtbot) -> None:
    band = Band()
    qtbot.addWidget(band)

    def said(held: int) -> str:
        band.show_band(ShownBand(5_000, held, 0, 0, 0, None, 0, None, 0, "", 0, None))
        return plain(" ".join(one.accessibleName() for one in band.findChildren(QWidget)))

    assert "همه نزد همین صندوق" in said(0)
    assert "همه نزد همین صندوق" not in said(2_000)
    assert "۲٬۰۰۰ نزد صندوقی دیگر" in said(2_000)
    named = ShownBand(5_000, 2_000, 900, 0, 0, None, 0, None, 0, "", 0, None, ("A1 · ونک", ""), ("تجریش",))
    band.show_band(named)
    told = plain(" ".join(one.accessibleName() for one in band.findChildren(QWidget)))
    assert "۲٬۰۰۰ نزد A1 · ونک، مرکز" in told
    assert "۹۰۰ تنها در شعبهٔ تجریش" in told


def test_the_column_of_a_new_member_says_what_is_missing_and_no_bare_dash(screen, app, join) -> None:
    join(name="تازه آمده")
    find(screen, "تازه آمده")
    for lang, missing in (
        ("fa", ["هنوز خریدی ندارد", "پس از دو خرید معلوم می‌شود", "هنوز نیامده است", "گفته نشده"]),
        ("en", ["no purchase yet", "known after two", "not been here yet", "not told"]),
    ):
        language.use(app, lang)
        settle()
        column = screen.findChild(SideColumn)
        said = [plain(label.text()) for label in column.findChildren(QLabel) if label.isVisible()]
        assert [words for words in said if words in missing] == missing
        assert "—" not in said


def button_of(screen: MemberScreen, text: str) -> Button:
    (found,) = [
        one for one in screen.cards.findChildren(Button) if one.isVisible() and plain(one.text()) == text
    ]
    return found


@pytest.mark.parametrize(
    ("word", "sure"), [("مسدود کردن", "مسدود کردن همیشگی"), ("جایگزینی", "جایگزینی همیشگی")]
)
def test_a_card_that_never_comes_back_is_asked_about_first(screen, join, club, word: str, sure: str) -> None:
    who = join(name="سارا رضایی", card_no="1234567890128").member_id
    find(screen, "سارا")
    screen.tabs.choose("cards")
    screen.tabs.picked.emit("cards")
    settle()

    def working() -> list[str]:
        with club.read() as db:
            return [one.number for one in cards_of(db, who) if one.blocked_at is None]

    button_of(screen, word).click()
    settle()
    assert working() == ["1234567890128"], "asked, not done"
    assert QApplication.focusWidget() is button_of(screen, "همین بماند"), "Enter once more changes nothing"
    button_of(screen, "همین بماند").click()
    settle()
    button_of(screen, word).click()
    settle()
    button_of(screen, sure).click()
    settle()
    assert "1234567890128" not in working()
    assert screen.cards.isAncestorOf(QApplication.focusWidget()), "the keyboard stays with the cards"
