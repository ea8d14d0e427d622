"""The segments screen: the club by class and by drawn segment, who is in each, and what may be done for them. No Qt.

What must hold: members are read beside the lanes, so that neither window nor counter waits; only what was asked for
last is shown; an offer for a group names the group, never a list of people, so that it stays true tomorrow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.ui.approval.desk import sentence
from desktop.ui.segments.desk import SegmentsDesk, Standing
from desktop.ui.segments.drawing import Drawing
from desktop.ui.segments.port import SegmentsView
from desktop.ui.segments.shown import Notice, ShownGroup, ShownMember, ShownMoves, ShownPeople
from desktop.ui.tasks import Job, Tasks
from loyalty.errors import LoyaltyError
from loyalty.segments import SEGMENT_NAMES, SEGMENTS
from loyalty.words import Lang

if TYPE_CHECKING:
    from desktop.reports.audiences import Audiences
    from desktop.reports.members_list import ListedMember

MOST_ROWS = 500
NO_PURCHASE = "no_purchase"


class SegmentsPresenter:
    """Handlers are `on_<what a person did>`; `open_member` shows a profile, `offer_for` begins an offer for a group."""

    def __init__(
        self,
        view: SegmentsView,
        tasks: Tasks,
        desk: SegmentsDesk,
        *,
        lang: Callable[[], Lang],
        open_member: Callable[[str], None],
        offer_for: Callable[[str], None],
    ) -> None:
        self._view, self._tasks, self._desk, self._lang = view, tasks, desk, lang
        self._open_member, self._offer_for = open_member, offer_for
        self._standing = Standing(frozenset(), ())
        self._found: Audiences | None = None
        self._drawn: dict[str, tuple[ListedMember, ...]] = {}
        self._counts: dict[str, int] = {}
        self._chosen, self._text = SEGMENTS[0], ""
        self._reading = self._counting = self._writing = Job(ended=True)
        self.drawing = Drawing(view, tasks, desk, lang=lang, changed=self._drawn_anew)

    # -- reading --------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """The screen is shown: who is where as of now; what stood there stays until it is known."""
        self._view.clear_problem()
        self._view.show_working(True)
        self._tasks.local(self._desk.standing, self._stand, self._fail)

    def on_language_changed(self) -> None:
        """Names go with the language."""
        self._show()
        self.drawing.show()

    def _stand(self, standing: Standing) -> None:
        if standing.acts != self._standing.acts:
            # Somebody else stands here: what the one before could see is not theirs.
            self._found = None
            self._view.show_people(None)
        self._standing = standing
        if self._chosen not in self._keys():
            self._chosen = SEGMENTS[0]
        self._reading.cancel()
        self._counting.cancel()
        self._reading = self._tasks.long(lambda _: self._desk.audiences(), self._read, self._fail)

    def _read(self, found: Audiences) -> None:
        self._found = found
        self._drawn = {}
        self._counts = _counted(found.told.rows)
        self._view.show_working(False)
        self._show()
        if self._standing.drawn:
            self._counting = self._tasks.long(partial(self._desk.drawn, found), self._counted, self._fail)

    def _counted(self, drawn: dict[str, tuple[ListedMember, ...]]) -> None:
        self._drawn = drawn
        self._counts |= {key: len(rows) for key, rows in drawn.items()}
        self._show()

    # -- choosing -------------------------------------------------------------------------------------------

    def on_group(self, key: str) -> None:
        """Another class or segment was chosen."""
        if key in self._keys() and key != self._chosen:
            self._chosen = key
            self._view.clear_problem()
            self._show()

    def on_text_changed(self, text: str) -> None:
        """Only who fits these words is to be seen."""
        self._text = text
        self._show_people()

    def on_member(self, key: str) -> None:
        """A row was chosen."""
        if key:
            self._open_member(key)

    # -- doing ----------------------------------------------------------------------------------------------

    def on_offer_wanted(self) -> None:
        """An offer for this group is to be written; nobody can be named by what they did not do."""
        if self._may_offer():
            self._offer_for(self._chosen)

    def on_draw_wanted(self) -> None:
        """A segment of the shop's own is to be drawn."""
        if "publish_offer" in self._standing.acts:
            self.drawing.begin("")

    def on_redraw_wanted(self) -> None:
        """The segment that is shown is to be changed."""
        if self._may_redraw():
            self.drawing.begin(self._chosen)

    def _drawn_anew(self, segment: str) -> None:
        self._chosen = segment or SEGMENTS[0]
        self.entered()

    def on_export_chosen(self, path: str) -> None:
        """A file was chosen: write the whole group there, whatever is searched for."""
        if not path or self._found is None or not self._writing.ended:
            return
        told = replace(self._found.told, rows=self._members() or ())
        self._view.clear_problem()
        job = self._tasks.long(
            lambda _: self._desk.export(told, Path(path), self._lang()),
            lambda _: self._written(Notice(path, len(told.rows))),
            self._not_written,
        )
        self._writing = job

    def _written(self, notice: Notice) -> None:
        self._writing = Job(ended=True)
        self._view.show_notice(notice)

    def _not_written(self, error: LoyaltyError) -> None:
        self._writing = Job(ended=True)
        self._fail(error)

    # -- showing --------------------------------------------------------------------------------------------

    def _keys(self) -> tuple[str, ...]:
        return (*SEGMENTS, NO_PURCHASE, *(key for key, _ in self._standing.drawn))

    def _may_redraw(self) -> bool:
        return self._chosen in dict(self._standing.drawn) and "publish_offer" in self._standing.acts

    def _may_offer(self) -> bool:
        return self._chosen != NO_PURCHASE and "publish_offer" in self._standing.acts

    def _members(self, key: str = "") -> tuple[ListedMember, ...] | None:
        """Return who is in a group, None while it is not known."""
        key = key or self._chosen
        if self._found is None:
            return None
        if key in dict(self._standing.drawn):
            return self._drawn.get(key)
        return self._found.of_class(key)

    def _groups(self) -> tuple[ShownGroup, ...]:
        drawn = dict(self._standing.drawn)
        return tuple(
            ShownGroup(key, self._name(key), self._counts.get(key), own=key in drawn) for key in self._keys()
        )

    def _name(self, key: str) -> str:
        drawn = dict(self._standing.drawn)
        if key in drawn:
            return drawn[key].of(self._lang())
        return SEGMENT_NAMES[key].of(self._lang()) if key in SEGMENT_NAMES else ""

    def _show(self) -> None:
        if self._found is None:
            return
        self._view.show_groups(self._groups(), self._chosen, self._found.today)
        self._show_people()

    def _show_people(self) -> None:
        found = self._found
        if found is None:
            return
        group = next(one for one in self._groups() if one.key == self._chosen)
        members = self._members()
        fitting = found.fitting(members or (), self._text)
        self._view.show_people(
            ShownPeople(
                group,
                tuple(self._row(one) for one in fitting[:MOST_ROWS]),
                len(fitting),
                len(members or ()),
                self._text.strip(),
                None if group.own else self._moves(found),
                found.told.predicted,
                found.told.years,
                "export" in self._standing.acts and bool(members),
                self._may_offer(),
                counting=members is None,
                may_draw="publish_offer" in self._standing.acts,
                may_redraw=self._may_redraw(),
                days=found.told.days,
            )
        )

    def _row(self, one: ListedMember) -> ShownMember:
        return ShownMember(
            one.key,
            one.name,
            one.member_id,
            one.masked,
            self._name(one.segment),
            one.last_on,
            one.purchases,
            one.worth,
            one.first_on,
            one.tier.of(self._lang()),
        )

    def _moves(self, found: Audiences) -> ShownMoves:
        came, went = found.came(self._chosen), found.went(self._chosen)
        stayed = dict(came).get(self._chosen, 0)
        return ShownMoves(found.since, stayed, self._named(came), self._named(went))

    def _named(self, moved: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
        return tuple((self._name(key), count) for key, count in moved if key != self._chosen)

    def _fail(self, error: LoyaltyError) -> None:
        self._view.show_working(False)
        self._view.show_problem(lambda: sentence(error, self._lang()))


def _counted(rows: tuple[ListedMember, ...]) -> dict[str, int]:
    counts = dict.fromkeys((*SEGMENTS, NO_PURCHASE), 0)
    for row in rows:
        counts[row.segment or NO_PURCHASE] += 1
    return counts
