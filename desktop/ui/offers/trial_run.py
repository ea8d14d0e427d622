"""A dry run of the draft under somebody's hands, with progress and cancel. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.ui.offers.port import OffersDesk, OffersView
from desktop.ui.offers.shown import ShownTrial
from desktop.ui.tasks import Job, Tasks
from loyalty.errors import LoyaltyError
from loyalty.words import Lang


class TrialRun:
    """One at a time: `begin` while one is running does nothing. `failed` hears what refused it."""

    def __init__(
        self, view: OffersView, tasks: Tasks, desk: OffersDesk, failed: Callable[[LoyaltyError], None]
    ) -> None:
        self._view, self._tasks, self._desk, self._failed = view, tasks, desk, failed
        self._job = Job(ended=True)

    @property
    def ended(self) -> bool:
        """Say whether none is running."""
        return self._job.ended

    def begin(self, document: dict[str, Any], days: int, lang: Lang) -> None:
        """Replay the shop's own past of so many days through a document."""
        self._view.clear_problem()
        self._view.show_trial_progress(0, 0)
        self._job = Job()
        self._job = self._tasks.long(
            lambda report: self._desk.trial(document, days, lang, report),
            self._tried,
            self._refused,
            self._view.show_trial_progress,
        )

    def stop(self) -> None:
        """End it; nothing was written anyway."""
        self._job.cancel()
        self._job = Job(ended=True)

    def _tried(self, trial: ShownTrial) -> None:
        self._job = Job(ended=True)
        self._view.show_trial(trial)

    def _refused(self, error: LoyaltyError) -> None:
        self._job = Job(ended=True)
        self._view.show_trial(None)
        self._failed(error)
