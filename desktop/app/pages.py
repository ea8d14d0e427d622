"""The screens beside the counter: each with the act that opens it and what happens when it is entered.

Each is imported when it is built, so that building one is a short step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.ui import language
from desktop.ui.program import Screen
from loyalty.words import Lang

if TYPE_CHECKING:
    from desktop.app.window import Room


@dataclass(frozen=True, slots=True)
class Page:
    """A screen of the rail; `act` names what a role must be allowed ('' for everybody).

    `exchanged` hears that something came from the centre or that the line failed; `idle` gets ready, beside the lanes,
    what the first click would wait for; `locked` hears that nobody sits here any more, or another.
    """

    key: str
    screen: Screen
    entered: Callable[[], None]
    act: str = ""
    exchanged: Callable[[], None] = lambda: None
    idle: Callable[[], None] = lambda: None
    locked: Callable[[], None] = lambda: None


Open = Callable[[str], None]
"""Shows somebody or something on another screen, by its id."""


def build_pages(room: Room) -> Iterator[Callable[[], Page | None]]:
    """Yield how each screen is built, in the order of the rail; None comes of one that stands in no rail.

    Any may fail without the others: what would lead to it from elsewhere then leads nowhere.
    """
    ways: dict[str, Open] = {}
    offer_for = partial(_follow, ways, "offers")
    open_from_segments = partial(_follow, ways, "member from segments")
    open_from_reports = partial(_follow, ways, "member from reports")
    yield partial(_recovery, room)
    yield partial(_members, room, ways)
    yield partial(_offers, room, ways)
    yield partial(_segments, room, open_from_segments, offer_for)
    yield partial(_reports, room, open_from_reports)
    yield partial(_products, room)
    yield partial(_day_close, room)
    yield partial(_settings, room)


def _follow(ways: dict[str, Open], key: str, what: str) -> None:
    if key in ways:
        ways[key](what)


def _recovery(room: Room) -> None:
    from desktop.app.recovery_page import RecoveryPage

    RecoveryPage(room)


def _settings(room: Room) -> Page:
    from desktop.app.settings_page import settings_page

    return settings_page(room)


def _members(room: Room, ways: dict[str, Open]) -> Page:
    """Return the screen of members; `ways` learns how somebody is shown on it from elsewhere."""
    from desktop.ui.member.screen import build_member
    from desktop.ui.member.till_members import TillMembers

    desk = TillMembers(room.seat, lang=_reader, printed=partial(_print, room))
    screen, presenter = build_member(room.tasks, desk, room.serve)

    def open_from(origin: str, member_id: str) -> None:
        room.go("member")
        presenter.open(member_id, partial(room.go, origin))

    for origin in ("segments", "reports"):
        ways[f"member from {origin}"] = partial(open_from, origin)
    return Page("member", screen, presenter.entered, locked=presenter.approval.lock)


def _reports(room: Room, open_member: Callable[[str], None]) -> Page:
    from desktop.ui.reports.screen import build_reports
    from desktop.ui.reports.till_reports import TillReports

    desk = TillReports(room.seat)
    screen, presenter = build_reports(room.tasks, desk, open_member)

    def entered() -> None:
        presenter.entered()
        screen.take_focus()

    return Page("reports", screen, entered, "see_figures", idle=desk.read_ahead)


def _offers(room: Room, ways: dict[str, Open]) -> Page:
    """Return the screen of offers; `ways` learns how an offer for a segment is begun from elsewhere."""
    from desktop.ui.offers.screen import build_offers
    from desktop.ui.offers.till_offers import TillOffers

    screen, presenter = build_offers(room.tasks, TillOffers(room.seat))

    def offer_for(segment: str) -> None:
        room.go("offers")
        presenter.on_new_for(segment)

    ways["offers"] = offer_for
    return Page(
        "offers",
        screen,
        presenter.entered,
        "publish_offer",
        exchanged=presenter.refresh,
        locked=presenter.on_locked,
    )


def _segments(room: Room, open_member: Callable[[str], None], offer_for: Callable[[str], None]) -> Page:
    from desktop.ui.segments.screen import build_segments
    from desktop.ui.segments.till_segments import TillSegments

    screen, presenter = build_segments(room.tasks, TillSegments(room.seat), open_member, offer_for)

    def entered() -> None:
        presenter.entered()
        screen.groups.setFocus(Qt.FocusReason.OtherFocusReason)

    return Page("segments", screen, entered, "see_figures")


def _products(room: Room) -> Page:
    from desktop.ui.products.screen import build_products
    from desktop.ui.products.till_products import TillProducts

    screen, presenter = build_products(room.tasks, TillProducts(room.seat))
    return Page("products", screen, presenter.entered, "manage_products", locked=presenter.approval.lock)


def _day_close(room: Room) -> Page:
    from desktop.ui.day_close.screen import build_day_close
    from desktop.ui.day_close.till_days import TillDays

    desk = TillDays(room.seat, lang=_reader, printed=partial(_print, room))
    screen, presenter = build_day_close(room.tasks, desk)

    def entered() -> None:
        presenter.entered()
        screen.take_focus()

    return Page("day_close", screen, entered, "open_shift", locked=presenter.approval.lock)


def _print(room: Room) -> None:
    """Something was queued: it is printed now rather than at the next round. Asked for in the database lane."""
    room.tasks.local(lambda: None, lambda _: room.queued())


def _reader() -> Lang:
    return language.formats().lang
