"""Unique codes made in the window: asked for, made once, written into a file while they can still be read. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop.ui.approval.desk import ApprovalDesk
from desktop.ui.offers.port import OffersDesk, OffersView
from desktop.ui.offers.shown import Notice, ShownCodes, ShownResult
from desktop.ui.tasks import Tasks
from desktop.usecases.offers import IssuedCodes
from loyalty.errors import LoyaltyError
from loyalty.words import Lang


class CodeMaking:
    """Handlers are `on_<what a person did>`; `begin` with the offer whose page is open."""

    def __init__(
        self,
        view: OffersView,
        tasks: Tasks,
        desk: OffersDesk,
        approval: ApprovalDesk,
        lang: Callable[[], Lang],
        failed: Callable[[LoyaltyError], None],
    ) -> None:
        self._view, self._tasks, self._desk, self._approval = view, tasks, desk, approval
        self._lang, self._failed = lang, failed
        self._offer_id, self._name = "", ""
        self._made: IssuedCodes | None = None

    def begin(self, result: ShownResult) -> None:
        """Ask how many codes of an offer are wanted."""
        self._offer_id, self._name, self._made = result.offer_id, result.name, None
        self._view.clear_problem()
        self._view.show_codes(ShownCodes(result.name))

    def on_wanted(self, number: int, days: int | None) -> None:
        """Make them, with an approval where it takes one."""
        issue = partial(self._desk.issue_codes, self._offer_id, number, days)
        self._view.clear_problem()
        self._approval.run(issue, self._show, self._failed)

    def on_save_chosen(self, path: str) -> None:
        """Write what was made into a file."""
        if self._made is not None:
            write = partial(self._desk.write_codes, self._made, Path(path), self._lang())
            saved = Notice("codes_saved", path)
            self._tasks.local(write, lambda _: self._view.show_notice(saved), self._failed)

    def on_left(self) -> None:
        """The panel was closed: codes that were shown are gone."""
        self._made = None

    def _show(self, made: IssuedCodes) -> None:
        self._made = made
        self._view.show_codes(ShownCodes(self._name, made.codes, made.until_on, made.unserved))
