"""Products from a file and into one: the good rows are taken, the bad ones told with line and reason. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop.ui.approval.desk import ApprovalDesk, sentence
from desktop.ui.products.desk import ProductDesk
from desktop.ui.products.port import ProductsView
from desktop.ui.products.shown import Notice, ShownImport, ShownRefused
from desktop.ui.tasks import Job, Report, Tasks
from desktop.usecases.importing.forms import PRODUCTS
from desktop.usecases.importing.report import ImportReport
from loyalty.errors import LoyaltyError
from loyalty.words import Lang

MOST_REFUSED = 500
"""Refused rows that are listed; the rest are counted."""


class Files:
    """One import at a time, beside the sales; `refresh` reads the catalogue anew."""

    def __init__(
        self,
        view: ProductsView,
        tasks: Tasks,
        desk: ProductDesk,
        approval: ApprovalDesk,
        *,
        refresh: Callable[[], None],
        lang: Callable[[], Lang],
    ) -> None:
        self._view, self._tasks, self._desk, self._approval = view, tasks, desk, approval
        self._refresh, self._lang = refresh, lang
        self._job: Job | None = None

    def bring(self, path: str) -> None:
        """A file was chosen: take its rows."""
        if not path or self._job is not None:
            return
        file = Path(path)
        self._view.clear_problem()
        self._view.show_working(file.name)

        def work(report: Report) -> ImportReport:
            return self._desk.bring(file, report)

        job = self._tasks.long(work, partial(self._taken, file.name), self._failed, self._view.show_progress)
        self._job = None if job.ended else job

    def stop(self) -> None:
        """Enough of it: what was taken stays."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._view.show_working("")
        self._refresh()
        self._view.show_notice(Notice("cancelled"))

    def write(self, path: str) -> None:
        """A place was chosen: write the products there."""
        if path:
            self._approval.run(
                partial(self._desk.export, Path(path)),
                lambda count: self._view.show_notice(Notice("exported", path, count)),
                self._fail,
            )

    def _taken(self, name: str, report: ImportReport) -> None:
        self._job = None
        self._view.show_working("")
        self._refresh()
        told, lang = report.files[PRODUCTS.name], self._lang()
        refused = tuple(
            ShownRefused(one.line, one.sentence(lang), one.value) for one in told.refused[:MOST_REFUSED]
        )
        self._view.show_import(
            ShownImport(
                name,
                told.read,
                told.added,
                told.duplicates,
                told.conflict_lines,
                refused,
                report.cancelled,
                len(told.refused),
            )
        )

    def _failed(self, error: LoyaltyError) -> None:
        self._job = None
        self._view.show_working("")
        self._fail(error)

    def _fail(self, error: LoyaltyError) -> None:
        self._view.show_problem(lambda: sentence(error, self._lang()))
