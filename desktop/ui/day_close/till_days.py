"""The day close screen's `DayDesk` over the real till. No Qt. In training nothing is written or printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from desktop.printing.queue import next_state
from desktop.printing.trouble import trouble
from desktop.reports.day_close_pdf import write_day_close
from desktop.ui.approval.seat import Seat
from desktop.ui.approval.till_approvals import TillApprovals
from desktop.ui.day_close.desk import Approval
from desktop.usecases.authority import acts_of
from desktop.usecases.goals import goals_now
from desktop.usecases.selling.day_close import close_day
from desktop.usecases.selling.day_sums import DayTotals
from desktop.usecases.selling.days import DayStory, day_of
from desktop.usecases.selling.paper_queue import (
    PrintJob,
    drop_job,
    job_named,
    list_jobs,
    move_job,
    queue_copy,
    retry_jobs,
)
from desktop.usecases.selling.shifts import ShiftTotals, begin_shift, end_shift, shift_now
from desktop.usecases.sign_in import Session, people
from desktop.usecases.slips import numbers_on
from desktop.usecases.till import Till
from loyalty.errors import require
from loyalty.problems import hint, say
from loyalty.words import Lang

MOST_PAPERS = 200


class TillDays(TillApprovals):
    """`printed` is called when something waits for paper, or the shift is another."""

    def __init__(self, seat: Seat, *, lang: Callable[[], Lang], printed: Callable[[], None]) -> None:
        super().__init__(seat)
        self._lang, self._printed = lang, printed

    @property
    def _till(self) -> Till:
        return self._seat.till

    def _writer(self) -> Session:
        self._seat.refuse_training()
        return self._seat.session

    def acts(self) -> frozenset[str]:
        """Return what the person at the till may do alone."""
        return acts_of(self._till, self._seat.session)

    def staff_id(self) -> str:
        """Return who stands at the till."""
        return self._seat.session.staff_id

    def today(self) -> dt.date:
        """Return the business day."""
        return self._till.today()

    def shift(self) -> tuple[ShiftTotals, str] | None:
        """Return the open shift and who opened it."""
        now = shift_now(self._till)
        if now is None:
            return None
        names = {staff.staff_id: staff.name for staff in people(self._till)}
        return now, names.get(now.staff_id, "")

    def day(self, on: dt.date) -> DayStory:
        """Return a day."""
        return day_of(self._till, on)

    def begin_shift(self, counted: int, approval: Approval) -> None:
        """Open a shift; everyday work, which nobody approves for another."""
        del approval
        begin_shift(self._till, self._writer(), counted)
        self._printed()

    def end_shift(self, counted: int, approval: Approval) -> ShiftTotals:
        """Close the shift and print its slip."""
        del approval
        totals = end_shift(self._till, self._writer(), counted)
        self._printed()
        return totals

    def close(self, on: dt.date, approval: Approval) -> DayTotals:
        """Close a day and print its slip."""
        totals = close_day(self._till, self._writer(), on, approval)
        self._keep_goals(approval)
        self._printed()
        return totals

    def _keep_goals(self, approval: Approval) -> None:
        """Keep what goals came to; the figures are loaded only where a goal is set."""
        with self._till.read() as db:
            if not goals_now(db):
                return
        from desktop.reports.goal_keeping import keep_goals

        keep_goals(self._till, self._writer(), approval)

    def print_again(self, fact_id: str, approval: Approval) -> None:
        """Queue the day's slip once more."""
        del approval
        queue_copy(self._till, self._writer(), "day", fact_id, None)
        self._printed()

    def write(self, on: dt.date, path: Path) -> Path:
        """Write the day as a PDF."""
        return write_day_close(self._till, day_of(self._till, on).totals, path, self._lang())

    def papers(self) -> tuple[PrintJob, ...]:
        """Return the slips of the queue."""
        with self._till.read() as db:
            return list_jobs(db, limit=MOST_PAPERS)

    def numbers(self, papers: Sequence[PrintJob]) -> Mapping[str, str]:
        """Return the printed numbers of receipts, by the id of the fact they tell."""
        return numbers_on(self._till, papers)

    def retry(self, job_id: str) -> None:
        """Queue a slip again."""
        self._seat.refuse_training()
        retry_jobs(self._till, (job_id,))
        self._printed()

    def drop(self, job_id: str) -> None:
        """Give a slip up."""
        self._seat.refuse_training()
        drop_job(self._till, job_id)

    def on_paper(self, job_id: str) -> None:
        """A person looked: the slip in doubt is there."""
        self._seat.refuse_training()
        with self._till.read() as db:
            job = job_named(db, job_id)
        move_job(self._till, job_id, next_state(job.state, "confirmed"))  # type: ignore[arg-type]

    def copy(self, job_id: str, approval: Approval) -> None:
        """Queue a copy of a slip that was printed; a test page has no fact to be copied from."""
        del approval
        with self._till.read() as db:
            job = job_named(db, job_id)
        require(job.fact_id, "print_job_unknown", job=job_id)
        queue_copy(self._till, self._writer(), job.kind, job.fact_id or "", job.member_id)
        self._printed()

    def trouble(self, reason: str) -> str:
        """Return what a printer's word means."""
        error, lang = trouble(reason), self._lang()
        said = say(error, lang)
        return "" if said == error.code else "\n".join(text for text in (said, hint(error, lang)) if text)
