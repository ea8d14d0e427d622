"""The screens beside the counter: each with the act that opens it and what happens when it is entered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.ui import language
from desktop.ui.day_close.screen import build_day_close
from desktop.ui.day_close.till_days import TillDays
from desktop.ui.member.screen import build_member
from desktop.ui.member.till_members import TillMembers
from desktop.ui.offers.screen import build_offers
from desktop.ui.offers.till_offers import TillOffers
from desktop.ui.products.screen import build_products
from desktop.ui.products.till_products import TillProducts
from desktop.ui.program import Screen
from desktop.ui.reports.screen import build_reports
from desktop.ui.reports.till_reports import TillReports
from desktop.ui.segments.screen import build_segments
from desktop.ui.segments.till_segments import TillSegments
from loyalty.words import Lang

if TYPE_CHECKING:
    from desktop.app.window import Room


@dataclass(frozen=True, slots=True)
class Page:
    """A screen of the rail; `act` names what a role must be allowed ('' for everybody).

    `exchanged` hears that something came from the centre or that the line failed; `idle` gets ready, beside the lanes,
    what the first click would wait for.
    """

    key: str
    screen: Screen
    entered: Callable[[], None]
    act: str = ""
    exchanged: Callable[[], None] = lambda: None
    idle: Callable[[], None] = lambda: None


def build_pages(room: Room) -> tuple[Page, ...]:
    """Return the screens in the order of the rail."""
    from desktop.app.recovery_page import RecoveryPage
    from desktop.app.settings_page import settings_page

    RecoveryPage(room)
    members, open_member = _members(room)
    offers, offer_for = _offers(room)
    return (
        members,
        offers,
        _segments(room, open_member, offer_for),
        _reports(room, open_member),
        _products(room),
        _day_close(room),
        settings_page(room),
    )


def _members(room: Room) -> tuple[Page, Callable[[str], None]]:
    """Return the screen of members, and how somebody is shown on it from elsewhere."""
    desk = TillMembers(room.seat, lang=_reader, printed=partial(_print, room))
    screen, presenter = build_member(room.tasks, desk, room.serve)

    def open_member(member_id: str) -> None:
        room.go("member")
        presenter.open(member_id)

    return Page("member", screen, presenter.entered), open_member


def _reports(room: Room, open_member: Callable[[str], None]) -> Page:
    desk = TillReports(room.seat)
    screen, presenter = build_reports(room.tasks, desk, open_member)

    def entered() -> None:
        presenter.entered()
        screen.take_focus()

    return Page("reports", screen, entered, "see_figures", idle=desk.read_ahead)


def _offers(room: Room) -> tuple[Page, Callable[[str], None]]:
    """Return the screen of offers, and how an offer for a segment is begun from elsewhere."""
    screen, presenter = build_offers(room.tasks, TillOffers(room.seat))

    def offer_for(segment: str) -> None:
        room.go("offers")
        presenter.on_new_for(segment)

    page = Page("offers", screen, presenter.entered, "publish_offer", exchanged=presenter.refresh)
    return page, offer_for


def _segments(room: Room, open_member: Callable[[str], None], offer_for: Callable[[str], None]) -> Page:
    screen, presenter = build_segments(room.tasks, TillSegments(room.seat), open_member, offer_for)

    def entered() -> None:
        presenter.entered()
        screen.groups.setFocus(Qt.FocusReason.OtherFocusReason)

    return Page("segments", screen, entered, "see_figures")


def _products(room: Room) -> Page:
    screen, presenter = build_products(room.tasks, TillProducts(room.seat))
    return Page("products", screen, presenter.entered, "manage_products")


def _day_close(room: Room) -> Page:
    desk = TillDays(room.seat, lang=_reader, printed=partial(_print, room))
    screen, presenter = build_day_close(room.tasks, desk)
    return Page("day_close", screen, presenter.entered, "open_shift")


def _print(room: Room) -> None:
    """Something was queued: it is printed now rather than at the next round. Asked for in the database lane."""
    room.tasks.local(lambda: None, lambda _: room.printing.nudge() if room.printing is not None else None)


def _reader() -> Lang:
    return language.formats().lang
