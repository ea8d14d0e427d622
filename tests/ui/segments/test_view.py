"""The segments screen on the real store: keys, both languages, what each state shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.ui import language
from desktop.ui.segments.screen import build_segments
from desktop.ui.segments.shown import ShownMember
from desktop.ui.segments.till_segments import TillSegments
from desktop.ui.segments.view import SegmentsScreen
from desktop.ui.snapshots import settle
from desktop.ui.tasks import ImmediateTasks
from loyalty.words import fold_digits
from tests.ui.accessibility import assert_all_named
from tests.ui.typing import press, type_text


@pytest.fixture
def screen(app: QApplication, drawn, seat, qtbot, went) -> SegmentsScreen:
    made, presenter = build_segments(
        ImmediateTasks(),
        TillSegments(seat),
        lambda key: went.append(("member", key)),
        lambda name: went.append(("offer", name)),
    )
    made.presenter = presenter  # kept alive as long as the screen
    qtbot.addWidget(made)
    made.resize(1336, 864)
    made.show()
    presenter.entered()
    settle()
    return made


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_everything_is_named(screen, app, lang: str) -> None:
    language.use(app, lang, currency="IRT", zone="Asia/Tehran")
    settle()
    assert_all_named(screen)


def test_by_keys_to_a_group_its_members_and_a_profile(screen, went, people) -> None:
    screen.groups.choose("big")
    settle()
    assert [row.key for row in screen.table.rows()] == [people[0], people[1]]
    screen.table.choose(people[0])
    press(screen.table, Qt.Key.Key_Return)
    screen.offer.click()
    assert went == [("member", people[0]), ("offer", "big")]


def test_figures_and_days_are_written_for_the_reader(screen, app, people) -> None:
    screen.groups.choose("big")
    settle()
    cells = next(row for row in screen.table.rows() if row.key == people[0]).cells
    assert (cells[3].text, cells[4].text) == ("۳", "۹٬۰۰۰٬۰۰۰")
    assert screen.groups.rows()[-1].cells[0].text == "خریداران بزرگ"
    language.use(app, "en", currency="IRT", zone="Asia/Tehran")
    settle()
    cells = next(row for row in screen.table.rows() if row.key == people[0]).cells
    assert (cells[3].text, cells[4].text) == ("3", "9,000,000")
    assert screen.groups.rows()[-1].cells[0].text == "Big spenders"


def test_a_search_that_finds_nobody_says_so_and_esc_takes_it_back(screen) -> None:
    screen.groups.choose("big")
    type_text(screen.search, "زرافه")
    settle()
    assert screen.empty.isVisible()
    assert not screen.table.isVisible()
    press(screen.search, Qt.Key.Key_Escape)
    settle()
    assert screen.table.isVisible()


def test_the_file_is_the_one_a_person_chose(screen, tmp_path: Path) -> None:
    asked: list[str] = []

    def choose(_parent, _title, name: str, _kinds: str) -> str:
        asked.append(name)
        return str(tmp_path / "mine")

    screen.groups.choose("big")
    screen.save_file = choose
    screen.files.pick("xlsx")
    assert asked == ["big.xlsx"]
    assert (tmp_path / "mine.xlsx").stat().st_size > 0
    screen.save_file = lambda *told: ""
    screen.files.pick("csv")
    assert [one.name for one in tmp_path.glob("mine*")] == ["mine.xlsx"]


def test_who_comes_after_without_the_right_sees_nothing_of_it(screen, seat, make_staff) -> None:
    seat.session = make_staff("cashier")
    screen.presenter.entered()
    settle()
    assert screen.table.rows() == ()
    assert not screen.groups.isVisible()
    assert not screen.files.isVisible()
    assert screen.verdict.isVisible()


def test_a_worth_that_is_not_known_says_so(app, qtbot) -> None:
    table = SegmentsScreen()
    qtbot.addWidget(table)
    one = ShownMember("a", "تازه", "", "", "", None, 0, None, None, "برنزی")
    for lang, said in (("fa", "هنوز معلوم نیست"), ("en", "too early to say")):
        language.use(app, lang)
        cells = table._row(one).cells
        assert cells[4].text == said
        assert cells[1].text in ("بدون خرید", "No purchase"), "which tells why the days are empty"
    assert table._row(replace(one, worth=0)).cells[4].text == "0"


@pytest.mark.parametrize("phone", ["09120004567", "0912 ••• 4567"])
def test_a_phone_is_masked_as_in_the_profile_whoever_reads(app, qtbot, phone: str) -> None:
    screen = SegmentsScreen()
    qtbot.addWidget(screen)
    one = ShownMember("a", "تازه", "", phone, "", None, 0, None, None, "برنزی")
    hidden = screen._row(one).cells[0].note
    assert hidden == language.formats().masked("09120004567")
    assert "4567" in fold_digits(hidden)
    assert "0004567" not in fold_digits(hidden)
