"""Before a one-shot offer is published: whom it is given to, found beside the lane in which sales are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.ui.offers.port import OffersDesk, OffersView
from desktop.ui.tasks import Job, OnError, Tasks

Found = tuple[str, ...]


class Giving:
    """Looks for members with progress; nothing is written while it does, so it may be cancelled at any time."""

    def __init__(self, view: OffersView, tasks: Tasks, desk: OffersDesk) -> None:
        self._view, self._tasks, self._desk = view, tasks, desk
        self._looking = Job(ended=True)

    def find(self, document: dict[str, Any], then: Callable[[Found | None], None], wrong: OnError) -> None:
        """Find whom an offer is given to; one that lasts is given to nobody. `then` gets them, and may publish."""
        if document["kind"] != "one_shot":
            then(None)
        elif self._looking.ended:
            self._view.show_giving(0, 0)
            self._looking = self._tasks.long(
                lambda report: self._desk.given_to(document, report),
                lambda found: self._found(found, then),
                lambda error: self._failed(error, wrong),
                self._view.show_giving,
            )

    def cancel(self) -> None:
        """Look no further."""
        if not self._looking.ended:
            self._looking.cancel()
            self._looking = Job(ended=True)
            self._view.show_publish(None)

    def _found(self, found: Found | None, then: Callable[[Found | None], None]) -> None:
        self._looking = Job(ended=True)
        if found is not None:
            self._view.show_given(len(found))
        then(found)

    def _failed(self, error: Any, wrong: OnError) -> None:
        self._looking = Job(ended=True)
        wrong(error)
