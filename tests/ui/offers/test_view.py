"""The offers screen on the real store: typed by keys, named for those who listen, whole in both languages and all themes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ui import language, theme
from desktop.ui.formats import plain
from desktop.ui.offers.list_page import ListPage
from desktop.ui.offers.shown import OfferRow
from desktop.ui.snapshots import settle
from desktop.ui.tasks import ImmediateTasks
from desktop.ui.widgets import IconButton
from desktop.usecases.offer_drafts import list_drafts
from desktop.usecases.offer_library import TRADES, ready_offers
from desktop.usecases.offers import list_offers, publish
from tests.ui.accessibility import assert_all_named
from tests.ui.front import to_front
from tests.ui.offers.hands import Manager, at_the_screen
from tests.ui.offers.test_presenter import INSTEAD
from tests.ui.typing import press, type_text


@pytest.fixture
def manager(app, seat, qtbot) -> Manager:
    return at_the_screen(ImmediateTasks(), seat, qtbot)


def shoe_offer(manager: Manager) -> None:
    manager.begin("بیست به‌جای ده", "Twenty instead of ten")
    manager.add("audience", "عضو باشگاه")
    manager.add("basket", "جمع سبد", op=">=", amount="۶۰۰۰۰۰", group="SHOES")
    manager.add("benefits", "درصد اعتبار", percent="۲۰", mode="instead")
    manager.choose("benefits[0].credit.of?", "group:SHOES")


def test_an_offer_is_typed_by_keys_and_published(manager: Manager, seat) -> None:
    shoe_offer(manager)
    page = manager.screen.editor
    assert page.sentence.text() == (
        "اگر خریدار عضو باشگاه باشد و سبد از کفش دست‌کم ۶۰۰٬۰۰۰ تومان باشد، "
        "۲۰٪ اعتبار به‌جای نرخ پایه برای کفش."
    )
    (row,) = page.check.rows()
    assert (row.now, row.now_redeemed, row.then, row.then_redeemed) == (60_000, 40_000, 180_000, 60_000)
    assert page.verdict.tone() == "accent"
    manager.publish()
    assert manager.screen.page() == "list"
    (offer,) = list_offers(seat.till)
    assert offer.status == "live"
    assert offer.published.document["basket"] == {
        "all": [{"basket_total": {"op": ">=", "amount": 600_000, "group": "SHOES"}}]
    }
    assert offer.published.document["benefits"] == [
        {"credit": {"percent": 20, "mode": "instead", "of": {"group": "SHOES"}}}
    ]
    assert "بیست به‌جای ده" in manager.screen.verdict.text()


def test_the_colour_of_the_sentence_lies_on_its_figures(manager: Manager) -> None:
    shoe_offer(manager)
    layout, _ = manager.screen.editor.sentence._laid_out(400)
    coloured = [layout.text()[one.start : one.start + one.length] for one in layout.formats()]
    assert [plain(one) for one in coloured] == ["کفش", "۶۰۰٬۰۰۰ تومان", "۲۰٪ اعتبار", "کفش"]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("جمع خريد", "spent"),
        ("مبلغ خرید", "spent"),
        ("خریدها", "spent"),
        ("دفعات", "visits"),
        ("روز تولد", "birthday"),
        ("how many", "visits"),
    ],
)
def test_a_condition_is_found_by_the_words_people_say(manager: Manager, said: str, key: str) -> None:
    manager.begin("آفر", "Offer")
    press(manager.screen.editor.form.parts["audience"].add, Qt.Key.Key_Return)
    settle()
    type_text(manager.screen.chooser.search, said)
    assert key in manager.screen.chooser.shown()


def test_a_draft_opens_with_the_focus_in_its_first_field(manager: Manager, seat) -> None:
    shoe_offer(manager)
    page = manager.screen.editor
    place = page.form.row_views()[0].shown.place
    manager.presenter.on_left()
    manager.screen.list.table.setFocus()
    (draft,) = list_drafts(seat.till)
    manager.presenter.on_edit(draft.offer_id)
    assert page.form.row_at(place).isAncestorOf(manager.screen.focusWidget())


def test_a_wrong_figure_is_marked_where_it_stands(manager: Manager, seat) -> None:
    shoe_offer(manager)
    manager.write("benefits[0].credit.percent", "۱۲۰")
    page = manager.screen.editor
    row = page.form.row_at("benefits[0]")
    assert row.problem() == "درصدی میان ۰ و ۱۰۰ بنویسید."
    editor = manager.control("benefits[0].credit.percent").editor
    assert editor.property("wrong") is True
    assert editor.accessibleDescription() == row.problem()
    assert list_drafts(seat.till)[0].document["benefits"][0]["credit"]["percent"] == 120
    manager.write("benefits[0].credit.percent", "۲۰")
    assert row.problem() == ""
    assert editor.property("wrong") is False


def test_typing_is_told_after_a_rest_and_before_anything_else(manager: Manager, qtbot) -> None:
    shoe_offer(manager)
    page = manager.screen.editor
    editor = manager.control("benefits[0].credit.percent").editor
    editor.selectAll()
    type_text(editor, "۱۵")
    assert "۲۰٪" in page.sentence.text()
    qtbot.waitUntil(lambda: "۱۵٪" in page.sentence.text(), timeout=3_000)
    editor.selectAll()
    type_text(editor, "۱۲")
    press(page, Qt.Key.Key_Escape)
    settle()
    assert manager.screen.page() == "list"
    (row,) = manager.screen.list.table.rows()
    assert "۱۲٪" in row.cells[0].note


def test_the_focus_stays_in_a_list_that_draws_its_row_anew(manager: Manager) -> None:
    manager.begin("آزمون", "Test")
    manager.add("audience", "مراجعه", value="۱۰")
    box = manager.control("audience.all[0].visits.window?").editor
    box.setFocus()
    press(box, Qt.Key.Key_Down)
    settle()
    again = manager.control("audience.all[0].visits.window?").editor
    assert again.value() == "days"
    assert manager.screen.focusWidget() is again
    manager.write("audience.all[0].visits.window.days", "۴۵")
    assert "در ۴۵ روز گذشته" in manager.screen.editor.sentence.text()


def test_groups_of_conditions_are_nested_by_keys(manager: Manager) -> None:
    manager.begin("آزمون", "Test")
    manager.add("benefits", "مبلغ تخفیف", amount="۵۰۰۰۰")
    manager.add("audience", "یکی از این‌ها")
    manager.add("audience.all[0]", "درست این سطح")
    manager.add("audience.all[0]", "تولد", days="۷")
    page = manager.screen.editor
    assert [view.shown.depth for view in page.form.parts["audience"].rows] == [0, 1, 1]
    assert "یا" in page.sentence.text()
    press(
        page.form.row_at("audience.all[0].any[1]"), Qt.Key.Key_Up, modifiers=Qt.KeyboardModifier.AltModifier
    )
    settle()
    assert [view.shown.title for view in page.form.parts["audience"].rows][1:] == ["تولد", "درست این سطح"]


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_everything_is_named(manager: Manager, app, seat, lang: str) -> None:
    publish(seat.till, seat.session, INSTEAD)
    manager.presenter.refresh()
    language.use(app, lang, currency="IRT", zone="Asia/Tehran")
    settle()
    assert_all_named(manager.screen)
    press(manager.screen.list.library, Qt.Key.Key_Return)
    settle()
    assert_all_named(manager.screen)
    type_text(manager.screen.chooser.search, "instead" if lang == "en" else "به‌جای")
    press(manager.screen.chooser.search, Qt.Key.Key_Return)
    settle()
    assert manager.screen.page() == "editor"
    assert_all_named(manager.screen)
    manager.screen.editor.want_publish()
    settle()
    assert_all_named(manager.screen)
    manager.screen.sheet.leave()
    manager.presenter.on_left()
    manager.presenter.on_picked("instead-20")
    settle()
    assert manager.screen.page() == "result"
    assert_all_named(manager.screen)


def test_words_follow_the_language_while_writing(manager: Manager, app) -> None:
    shoe_offer(manager)
    language.use(app, "en", currency="IRT", zone="Asia/Tehran")
    settle()
    page = manager.screen.editor
    assert page.sentence.text().startswith("When the buyer is a member")
    assert page.form.row_at("basket.all[0]").shown.title == "Basket total"
    assert page.publish.text() == "Publish…"


@pytest.mark.parametrize("look", ["dark", "contrast"])
def test_other_themes_paint_all_pages(manager: Manager, app, look) -> None:
    shoe_offer(manager)
    light = manager.screen.grab().toImage()
    theme.use(app, look)
    settle()
    assert manager.screen.grab().toImage() != light


def test_an_empty_list_offers_the_library(manager: Manager) -> None:
    page = manager.screen.list
    assert page.empty.isVisible()
    page.empty.wanted.emit()
    settle()
    assert manager.screen.sheet.isVisible()
    assert len(manager.screen.chooser.shown()) >= 24


def test_the_list_comes_back_to_the_offer_that_was_left(manager: Manager, qtbot) -> None:
    screen = manager.screen
    for name in ("یکم", "دوم"):
        manager.begin(name, name)
        press(screen.editor, Qt.Key.Key_Escape)
        settle()
    keys = {cell.cells[0].text: cell.key for cell in screen.list.table.rows()}
    assert screen.list.table.chosen() == keys["دوم"]
    to_front(screen, qtbot)
    assert screen.list.table.hasFocus()
    screen.list.picked.emit(keys["یکم"])
    settle()
    press(screen.editor, Qt.Key.Key_Escape)
    settle()
    assert screen.list.table.chosen() == keys["یکم"]


def test_a_draft_that_opens_leaves_the_keys_to_its_window(manager: Manager, qtbot) -> None:
    screen = manager.screen
    to_front(screen, qtbot)
    manager.begin("یکم", "one")
    assert screen.isActiveWindow()
    assert screen.focusWidget() is not None
    assert screen.focusWidget().hasFocus()


def test_a_click_opens_an_offer_of_the_list(manager: Manager) -> None:
    screen = manager.screen
    manager.begin("یکم", "one")
    press(screen.editor, Qt.Key.Key_Escape)
    settle()
    table = screen.list.table
    place = table.visualRect(table.model().index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    settle()
    assert screen.page() == "editor"


def test_the_arrow_down_leads_from_the_search_into_the_list(manager: Manager, qtbot) -> None:
    screen = manager.screen
    manager.begin("یکم", "one")
    press(screen.editor, Qt.Key.Key_Escape)
    settle()
    to_front(screen, qtbot)
    screen.list.search.setFocus()
    press(screen.list.search, Qt.Key.Key_Down)
    assert screen.list.table.hasFocus()
    type_text(screen.list.search, "nothing like it")
    screen.list.search.setFocus()
    press(screen.list.search, Qt.Key.Key_Down)
    assert screen.list.search.hasFocus(), "an empty list has nothing to lead to"


def test_ready_offers_are_narrowed_to_a_trade_with_those_for_any_after_its_own(manager: Manager) -> None:
    press(manager.screen.list.library, Qt.Key.Key_Return)
    settle()
    chooser = manager.screen.chooser
    every = chooser.shown()
    assert chooser.shelves.isVisible()
    names = [chooser.shelves.itemText(place) for place in range(chooser.shelves.count())]
    assert len(names) == len(TRADES), "each trade, and all of them; any trade is no shelf"
    ready = {one.key: one.trade for one in ready_offers()}
    for place in range(1, chooser.shelves.count()):
        chooser.shelves.choose(chooser.shelves.itemData(place))
        chooser.shelves.picked.emit(chooser.shelves.value())
        trades = [ready[key] for key in chooser.shown()]
        own = trades[0]
        assert set(trades) == {own, "any"}
        assert trades == sorted(trades, key=lambda one: one == "any")
        assert len(trades) == sum(1 for one in ready.values() if one in (own, "any"))
    chooser.shelves.choose("")
    chooser.shelves.picked.emit("")
    assert chooser.shown() == every
    press(chooser, Qt.Key.Key_Escape)
    manager.begin("یکم", "one")
    press(manager.screen.editor.form.parts["audience"].add, Qt.Key.Key_Return)
    settle()
    assert not chooser.shelves.isVisible(), "conditions stand on no shelves"


def test_a_long_name_and_many_rows_keep_the_screen_in_its_bounds(manager: Manager) -> None:
    manager.begin("نامی بسیار بلند " * 8, "A very long name " * 8)
    for _ in range(6):
        manager.add("audience", "مجموع خرید", window__="days", group="SHOES")
    manager.add("benefits", "درصد اعتبار", cap="۱۰۰۰۰۰", expires_days="۳۰", vests_days="۱", scope="branch")
    settle()
    screen = manager.screen
    assert screen.minimumSizeHint().width() <= 1196
    for view in screen.editor.form.row_views():
        for control in view.controls.values():
            assert control.mapTo(view, control.rect().topLeft()).x() >= 0
            assert control.mapTo(view, control.rect().bottomRight()).x() <= view.width()


def test_a_profit_that_was_looked_for_in_vain_says_why(app, qtbot) -> None:
    page = ListPage()
    qtbot.addWidget(page)
    row = OfferRow("a", "آفر", "جمله", "live", 1, uses=3, cost=90_000)
    assert page._row(row).cells[4].text == "–", "it is still worked out behind the list"
    looked = replace(row, reckoned=True)
    assert page._row(looked).cells[4].text == "حاشیهٔ سود نامعلوم"
    language.use(app, "en")
    assert page._row(looked).cells[4].text == "margin unknown"
    assert page._row(replace(looked, uses=None)).cells[4].text == "–", "never used: nothing to ask"
    assert page._row(replace(looked, profit=-5)).cells[4].text != "margin unknown"


@pytest.mark.parametrize(
    ("lang", "meant"), [("fa", "می‌دانم که زیان می‌دهد"), ("en", "I know that it makes a loss")]
)
def test_what_makes_a_loss_takes_an_act_of_its_own(
    app, manager: Manager, seat, lang: str, meant: str
) -> None:
    shoe_offer(manager)
    presenter = manager.presenter
    presenter.editing.on_field_changed("benefits[0].credit.percent", "percent", "45", False)
    settle()
    language.use(app, lang)
    settle()
    screen, asking = manager.screen, manager.screen.asking
    screen.editor.want_publish()
    settle()
    assert asking.meant.text() == meant
    assert screen.window().focusWidget() is asking.back
    assert not asking.publish.isEnabled()
    press(asking.percent, Qt.Key.Key_Return)
    press(asking.back, Qt.Key.Key_Return)  # the key that opened it, once more
    settle()
    assert (list_offers(seat.till), screen.sheet.isVisible(), screen.page()) == ((), False, "editor")
    screen.editor.want_publish()
    settle()
    for _ in range(8):
        if screen.window().focusWidget() is asking.meant:
            break
        press(screen.window().focusWidget(), Qt.Key.Key_Tab)
    press(asking.meant, Qt.Key.Key_Space)
    settle()
    press(screen.window().focusWidget(), Qt.Key.Key_Tab)
    assert screen.window().focusWidget() is asking.publish
    press(asking.publish, Qt.Key.Key_Return)
    settle()
    assert [one.status for one in list_offers(seat.till)] == ["live"]


def test_what_pays_is_published_by_enter_as_ever(manager: Manager, seat) -> None:
    shoe_offer(manager)
    manager.screen.editor.want_publish()
    settle()
    asking = manager.screen.asking
    assert asking.back.isHidden()
    assert asking.meant.isHidden()
    assert manager.screen.window().focusWidget() is asking.publish


def test_the_way_out_in_the_publishing_panel_goes_back_to_a_draft_that_pays(manager: Manager, seat) -> None:
    manager.begin("هدیهٔ بزرگ برای همهٔ کسانی که این هفته کفش می‌خرند و هفتهٔ بعد هم می‌آیند", "Big gift")
    manager.add("benefits", "درصد اعتبار", percent="۹۵")
    manager.choose("benefits[0].credit.of?", "group:SHOES")
    screen, asking = manager.screen, manager.screen.asking
    screen.editor.want_publish()
    settle()
    assert asking.isVisible()
    ways = [asking._ways.itemAt(place).widget() for place in range(asking._ways.count())]
    assert ways, "said with what would make it pay"
    assert all(way.width() <= asking.width() for way in ways)
    before = screen.editor.sentence.text()
    press(ways[0], Qt.Key.Key_Return)
    settle()
    assert not asking.isVisible()
    assert list_offers(seat.till) == ()
    assert screen.page() == "editor"
    assert screen.editor.sentence.text() != before
    assert screen.editor.verdict.tone() == "accent"


@pytest.mark.parametrize("share", ["101", "100", "0", "-5", "abc", ""])
def test_a_control_group_that_is_no_share_of_some_is_said_at_its_field(manager: Manager, share: str) -> None:
    shoe_offer(manager)
    manager.screen.editor.want_publish()
    settle()
    asking = manager.screen.asking
    asking.hold_out.setChecked(True)
    asking.percent.setText(share)
    asking.publish.click()
    assert asking._percent.problem()
    assert manager.screen._panel is asking
    asking.percent.setText("۱۲٫۵")
    asking.publish.click()
    settle()
    assert manager.screen.page() == "list"


def test_a_row_taken_out_by_its_cross_comes_back_by_the_key_that_is_named(
    manager: Manager, qtbot, app
) -> None:
    shoe_offer(manager)
    to_front(manager.screen, qtbot)
    row = manager.screen.editor.form.row_at("audience.all[0]")
    cross = next(one for one in row.findChildren(IconButton) if one.isVisible())
    cross.click()
    settle()
    assert [one.shown.place for one in manager.screen.editor.form.row_views()].count("audience.all[0]") == 0
    (back,) = manager.screen.verdict.ways()
    assert back.text() == "بازگردان"
    language.use(app, "en", currency="IRT", zone="Asia/Tehran")
    assert back.text() == "Bring it back"
    QTest.keyClick(manager.screen.window().focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert manager.screen.editor.form.row_at("audience.all[0]")
    assert manager.screen.verdict.isHidden()
