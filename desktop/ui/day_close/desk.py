"""What the day close screen asks of the shop: the port its presenter stands on. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from desktop.ui.approval.desk import Approvals
from desktop.usecases.selling.day_sums import DayTotals
from desktop.usecases.selling.days import DayStory
from desktop.usecases.selling.paper_queue import PrintJob
from desktop.usecases.selling.shifts import ShiftTotals
from desktop.usecases.sign_in import Session

Approval = Session | None


class DayDesk(Approvals, Protocol):
    """The use cases of the day close screen; all of them run in the database lane."""

    def acts(self) -> frozenset[str]:
        """Return what the person at the till may do alone."""
        ...

    def staff_id(self) -> str:
        """Return who stands at the till."""
        ...

    def today(self) -> dt.date:
        """Return the business day."""
        ...

    def shift(self) -> tuple[ShiftTotals, str] | None:
        """Return the open shift and who opened it, None between shifts."""
        ...

    def day(self, on: dt.date) -> DayStory:
        """Return a day."""
        ...

    def begin_shift(self, counted: int, approval: Approval) -> None:
        """Open a shift with counted cash."""
        ...

    def end_shift(self, counted: int, approval: Approval) -> ShiftTotals:
        """Close the shift with counted cash."""
        ...

    def close(self, on: dt.date, approval: Approval) -> DayTotals:
        """Close a day."""
        ...

    def print_again(self, fact_id: str, approval: Approval) -> None:
        """Queue the day's slip once more."""
        ...

    def write(self, on: dt.date, path: Path) -> Path:
        """Write the day as a PDF in the reader's language and return where it is."""
        ...

    def papers(self) -> tuple[PrintJob, ...]:
        """Return the slips of the queue, the newest first."""
        ...

    def numbers(self, papers: Sequence[PrintJob]) -> Mapping[str, str]:
        """Return the printed numbers of receipts, by the id of the fact they tell."""
        ...

    def retry(self, job_id: str) -> None:
        """Queue a slip again."""
        ...

    def drop(self, job_id: str) -> None:
        """Give a slip up."""
        ...

    def on_paper(self, job_id: str) -> None:
        """A person looked: the slip in doubt is there."""
        ...

    def copy(self, job_id: str, approval: Approval) -> None:
        """Queue a copy of a slip that was printed."""
        ...

    def trouble(self, reason: str) -> str:
        """Return what a printer's word means, as a sentence in the reader's language."""
        ...
