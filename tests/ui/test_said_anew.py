"""What a page says in its verdict line is said in whatever language is read, on every page and at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui import language
from desktop.ui.day_close.shown import Notice as DayNotice
from desktop.ui.day_close.view import DayCloseScreen
from desktop.ui.member.shown import Notice as MemberNotice
from desktop.ui.member.view import MemberScreen
from desktop.ui.offers.shown import Notice as OfferNotice
from desktop.ui.offers.view import OffersScreen
from desktop.ui.products.shown import Notice as ProductNotice
from desktop.ui.products.view import ProductsScreen
from desktop.ui.recovery.view import RecoveryScreen
from desktop.ui.reports.view import ReportsScreen
from desktop.ui.segments.shown import Notice as SegmentNotice
from desktop.ui.segments.view import SegmentsScreen
from desktop.ui.settings.values import BRANCH, BRANCHES, GONE, LEVEL, PIN, PRINTER, STAFF
from desktop.ui.settings.view import SettingsScreen
from loyalty.errors import LoyaltyError
from loyalty.problems import say

PAGES = (
    DayCloseScreen,
    MemberScreen,
    OffersScreen,
    ProductsScreen,
    RecoveryScreen,
    ReportsScreen,
    SegmentsScreen,
    SettingsScreen,
)
DONE: list[tuple[Callable[[], Any], Callable[[Any], None]]] = [
    (DayCloseScreen, lambda page: page.show_notice(DayNotice("shift_closed", -5_000))),
    (MemberScreen, lambda page: page.show_notice(MemberNotice("enrolled"))),
    (OffersScreen, lambda page: page.show_notice(OfferNotice("published", "پاییزه"))),
    (ProductsScreen, lambda page: page.show_notice(ProductNotice("changed", "کفش"))),
    (ReportsScreen, lambda page: page.show_written("/tmp/branch.pdf")),
    (SegmentsScreen, lambda page: page.show_notice(SegmentNotice("/tmp/a.csv", 12))),
    *(
        (SettingsScreen, lambda page, what=what: page.show_done(what, "ثنا کریمی"))
        for what in (PRINTER, STAFF, LEVEL, PIN, GONE, BRANCH, BRANCHES)
    ),
]


def _refused() -> str:
    return say(LoyaltyError("disk_full"), language.formats().lang)


@pytest.fixture
def speak(app: QApplication) -> Callable[[str], None]:
    return lambda lang: language.use(app, lang)  # type: ignore[arg-type]


def _both(page: Any, speak: Callable[[str], None]) -> tuple[str, str]:
    persian = page.verdict.text()
    speak("en")
    return persian, page.verdict.text()


@pytest.mark.parametrize("screen", PAGES)
def test_a_refusal_turns_with_the_language(screen: Any, speak: Callable[[str], None], qtbot: Any) -> None:
    page = screen()
    qtbot.addWidget(page)
    page.show_problem(_refused)
    persian, english = _both(page, speak)
    assert persian == say(LoyaltyError("disk_full"), "fa")
    assert english == say(LoyaltyError("disk_full"), "en")


@pytest.mark.parametrize(("screen", "tell"), DONE)
def test_what_was_done_turns_with_the_language(
    screen: Any, tell: Callable[[Any], None], speak: Callable[[str], None], qtbot: Any
) -> None:
    page = screen()
    qtbot.addWidget(page)
    tell(page)
    persian, english = _both(page, speak)
    assert persian
    assert english.strip("\u200e") != persian
    assert not any("\u0600" <= one <= "\u06ff" for one in english if one not in "ثنا کریمی پاییزه کفش"), (
        english
    )
