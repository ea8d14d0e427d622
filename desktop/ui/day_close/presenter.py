"""Day close: the shift is counted and closed, a day is looked at and closed, paper is seen to. No Qt.

What must hold: what should be in the drawer is said only after somebody has counted; a day's figures are read anew
after every act; nothing here adds money up that a use case has not added up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from desktop.ui.approval.desk import ApprovalDesk, ApprovalView, sentence
from desktop.ui.day_close.desk import Approval, DayDesk
from desktop.ui.day_close.shown import Notice, ShownDay, ShownGroup, ShownPaper, ShownShift, ShownShiftDone
from desktop.ui.parts.cash import CountDoubt, is_far
from desktop.ui.tasks import Tasks
from desktop.usecases.selling.day_sums import DayTotals
from desktop.usecases.selling.days import DayStory, ShiftOfDay
from desktop.usecases.selling.paper_queue import PrintJob
from desktop.usecases.selling.shifts import ShiftTotals
from loyalty.errors import LoyaltyError
from loyalty.words import Lang

_ACTS = {
    "queued": ("drop",),
    "sending": (),
    "waiting": ("retry", "drop"),
    "printed": ("copy",),
    "doubtful": ("on_paper", "retry", "drop"),
    "failed": ("retry", "drop"),
    "dropped": (),
}
"""What a person may do with a slip, by its state."""

_COPIED = ("receipt", "refund", "void", "shift", "day")


class DayView(ApprovalView, Protocol):
    """What the screen can show."""

    def show_day(self, day: ShownDay) -> None:
        """Show a day."""
        ...

    def show_shift(self, shift: ShownShift) -> None:
        """Show the shift at this till."""
        ...

    def show_papers(self, papers: tuple[ShownPaper, ...]) -> None:
        """Show the print queue."""
        ...

    def show_sure(self, sure: bool) -> None:
        """Ask once more before the day is closed, or no more."""
        ...

    def show_count_problem(self, text: str) -> None:
        """Say what is wrong with the counted amount."""
        ...

    def forget_count(self) -> None:
        """Empty the field of the counted amount."""
        ...

    def show_problem(self, said: Callable[[], str]) -> None:
        """Say what stands in the way."""
        ...

    def show_notice(self, notice: Notice) -> None:
        """Say what was done."""
        ...

    def clear_problem(self) -> None:
        """Say nothing any more."""
        ...


@dataclass(frozen=True, slots=True)
class _Read:
    """What the screen shows, as one look into the database brought it; `numbers` of receipts by their fact."""

    today: dt.date
    acts: frozenset[str]
    story: DayStory
    shift: tuple[ShiftTotals, str] | None
    papers: tuple[PrintJob, ...]
    numbers: Mapping[str, str]


class DayPresenter:
    """Handlers are `on_<what a person did>`."""

    def __init__(self, view: DayView, tasks: Tasks, desk: DayDesk, *, lang: Callable[[], Lang]) -> None:
        self._view, self._tasks, self._desk, self._lang = view, tasks, desk, lang
        self._on: dt.date | None = None
        self._staff = ""
        self._today = dt.date.min
        self._acts: frozenset[str] = frozenset()
        self._story: DayStory | None = None
        self._shift: tuple[ShiftTotals, str] | None = None
        self._counted: int | None = None
        self._doubt = CountDoubt()
        self._sure_of: dt.date | None = None
        self._papers: tuple[PrintJob, ...] = ()
        self._numbers: Mapping[str, str] = {}
        self.approval = ApprovalDesk(view, tasks, desk, lang=lang)

    # -- looking --------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """The screen is shown: the day of today, what the drawer waits for, the queue.

        Who comes back finds what they counted; who comes next does not.
        """
        self.on_close_left()
        self._on, before, self._staff = None, self._staff, self._desk.staff_id()
        if self._staff != before:
            self._counted = None
            self._doubt.forget()
            self._view.forget_count()
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew."""
        self._tasks.local(self._read, self._take, self._fail)

    def on_day_chosen(self, on: dt.date) -> None:
        """Another day is looked at; days to come have nothing to show."""
        self.on_close_left()
        self._view.clear_problem()
        self._on = min(on, self._today)
        self.refresh()

    def on_day_stepped(self, days: int) -> None:
        """The day before or after."""
        self.on_day_chosen((self._on or self._today) + dt.timedelta(days=days))

    def on_language_changed(self) -> None:
        """Write names and sentences anew."""
        if self._story is not None:
            self._show()

    def _read(self) -> _Read:
        today, desk = self._desk.today(), self._desk
        papers = desk.papers()
        day, shift = desk.day(self._on or today), desk.shift()
        return _Read(today, desk.acts(), day, shift, papers, desk.numbers(papers))

    def _take(self, read: _Read) -> None:
        self._today, self._acts, self._story = read.today, read.acts, read.story
        self._shift, self._papers, self._numbers = read.shift, read.papers, read.numbers
        if self._shift is None:
            self._counted = None
        self._show()

    def _show(self) -> None:
        if self._story is None:
            return
        self._view.show_day(self._day_shown(self._story))
        self._view.show_shift(self._shift_shown())
        self._view.show_papers(tuple(map(self._paper_shown, self._papers)))

    def _day_shown(self, story: DayStory) -> ShownDay:
        totals, lang = story.totals, self._lang()
        groups = tuple(
            ShownGroup(
                one.group,
                story.groups[one.group].of(lang) if one.group in story.groups else one.group,
                one.purchases,
                one.discount,
                one.net,
            )
            for one in totals.groups
        )
        closing = story.closing
        return ShownDay(
            on=totals.on,
            today=self._today,
            net=totals.net,
            gross=totals.gross,
            discount=totals.discount,
            refund_net=totals.refund_net,
            purchases=totals.purchases,
            sales=totals.sales,
            average=totals.average,
            member_purchases=totals.member_purchases,
            member_net=totals.member_net,
            club=totals.club(),
            expired=totals.expired,
            joined=totals.joined,
            tenders=tuple((one.kind, one.amount) for one in totals.tenders),
            groups=groups,
            shifts=tuple(map(_shift_done, story.shifts)),
            closed_at=closing.at if closing else None,
            closed_by=closing.staff if closing else "",
            approved_by=closing.approved_by if closing else "",
            may_close="close_day" in self._acts,
            withheld=totals.withheld,
            older_back=totals.older_back,
        )

    def _shift_shown(self) -> ShownShift:
        if self._shift is None:
            return ShownShift(is_open=False)
        totals, staff = self._shift
        return ShownShift(
            is_open=True,
            staff=staff,
            opened_at=totals.opened_at,
            opened_with=totals.opened_with,
            start_apart=totals.start_apart,
            sales=totals.sales,
            reversals=totals.reversals,
            counted=self._counted,
            brought_in=totals.brought_in,
            expected=totals.expected,
            tenders=tuple((one.kind, one.amount) for one in totals.tenders),
            far=self._counted is not None and is_far(self._counted, totals.expected, self._desk.currency()),
        )

    def _paper_shown(self, job: PrintJob) -> ShownPaper:
        acts = _ACTS.get(job.state, ())
        if job.kind not in _COPIED:
            acts = tuple(act for act in acts if act != "copy")
        problem = self._desk.trouble(job.problem) if job.problem else ""
        number = self._numbers.get(job.fact_id or "", "")
        return ShownPaper(job.job_id, job.kind, job.state, job.copies, job.made_at, problem, acts, number)

    # -- the shift ------------------------------------------------------------------------------------------

    def on_counted(self, amount: int | None) -> None:
        """The cash was counted: say what should be there, or open the shift with it."""
        self.on_close_left()
        self._view.clear_problem()
        try:
            counted = self._checked(amount)
        except LoyaltyError as error:
            self._view.show_count_problem(sentence(error, self._lang(), self._desk.currency()))
            return
        if self._shift is None:
            self._act(lambda by: self._desk.begin_shift(counted, by), Notice("shift_opened"))
        else:
            self._counted = counted
            # Sales may have been recorded since the screen was shown: what is expected is read now.
            self.refresh()

    def _checked(self, amount: int | None) -> int:
        if amount is None:
            raise LoyaltyError("count_missing")
        expected = self._shift[0].expected if self._shift else 0
        self._doubt.check(amount, expected, self._desk.currency())
        return amount

    def on_counted_again(self) -> None:
        """The count was wrong."""
        self._counted = None
        self._show()

    def on_shift_ended(self) -> None:
        """Close the shift with what was counted."""
        counted = self._counted
        if counted is None:
            return

        def ended(totals: ShiftTotals) -> None:
            self._counted = None
            self.refresh()
            self._view.show_notice(Notice("shift_closed", totals.difference))

        self.approval.run(lambda by: self._desk.end_shift(counted, by), ended, self._fail)

    # -- the day --------------------------------------------------------------------------------------------

    def on_closed(self) -> None:
        """Close the day that is shown: once pressed it is asked whether it is meant, pressed again it is done."""
        if self._story is None:
            return
        if self._sure_of == self._story.totals.on:
            self._close(self._story.totals.on)
        else:
            self._view.clear_problem()
            self._tasks.local(
                self._desk.shift, partial(self._ask_once_more, self._story.totals.on), self._fail
            )

    def on_close_left(self) -> None:
        """The day stays open for now."""
        if self._sure_of is not None:
            self._sure_of = None
            self._view.show_sure(False)

    def _ask_once_more(self, on: dt.date, shift: tuple[ShiftTotals, str] | None) -> None:
        if shift is not None:
            self._not_closed(LoyaltyError("shift_still_open"))
        elif self._story is not None and self._story.totals.on == on:
            self._sure_of = on
            self._view.show_sure(True)

    def _close(self, on: dt.date) -> None:
        self.on_close_left()

        def closed(totals: DayTotals) -> None:
            self.refresh()
            self._view.show_notice(Notice("day_closed", totals.posted))

        self._view.clear_problem()
        self.approval.run(lambda by: self._desk.close(on, by), closed, self._not_closed)

    def _not_closed(self, error: LoyaltyError) -> None:
        """Say why, and with a shift still open say it where the drawer is counted too: that comes next."""
        self._fail(error)
        if error.code == "shift_still_open" and self._counted is None:
            self._view.show_count_problem(sentence(error, self._lang(), self._desk.currency()))

    def on_printed_again(self) -> None:
        """Print the slip of a closed day once more."""
        closing = self._story.closing if self._story else None
        if closing is not None:
            self._act(partial(self._desk.print_again, closing.fact_id), Notice("queued"))

    def on_pdf(self, path: str) -> None:
        """Write the day that is shown into a file."""
        if self._story is None or not path:
            return
        on = self._story.totals.on
        self._tasks.local(
            lambda: self._desk.write(on, Path(path)),
            lambda made: self._view.show_notice(Notice("pdf", text=str(made))),
            self._fail,
        )

    # -- paper ----------------------------------------------------------------------------------------------

    def on_paper_act(self, job_id: str, act: str) -> None:
        """Retry, drop, copy a slip, or say that it is on paper."""
        if act == "copy":
            self._act(lambda by: self._desk.copy(job_id, by), Notice("queued"))
            return
        work = {"retry": self._desk.retry, "drop": self._desk.drop, "on_paper": self._desk.on_paper}[act]
        self._act(lambda _: work(job_id), Notice("queued") if act == "retry" else None)

    def _act(self, work: Callable[[Approval], None], notice: Notice | None) -> None:
        self.on_close_left()

        def done(_: None) -> None:
            self.refresh()
            if notice is not None:
                self._view.show_notice(notice)

        self._view.clear_problem()
        self.approval.run(work, done, self._fail_anew)

    def _fail_anew(self, error: LoyaltyError) -> None:
        # The slip or shift has moved on meanwhile, perhaps: show how it stands beside what is wrong.
        self.refresh()
        self._fail(error)

    def _fail(self, error: LoyaltyError) -> None:
        self._view.show_problem(lambda: sentence(error, self._lang(), self._desk.currency()))


def _shift_done(one: ShiftOfDay) -> ShownShiftDone:
    known = one.counted is not None and one.expected is not None
    difference = (one.counted or 0) - (one.expected or 0) if known else None
    return ShownShiftDone(
        one.shift_id, one.staff, one.opened_at, one.closed_at, one.counted, difference, one.closed_by
    )
