"""What the segments screen can show, as its presenter asks for it. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Protocol

from desktop.ui.segments.drawing_port import DrawingView
from desktop.ui.segments.shown import Notice, ShownGroup, ShownPeople


class SegmentsView(DrawingView, Protocol):
    """What the screen can show."""

    def show_groups(self, groups: tuple[ShownGroup, ...], chosen: str, today: dt.date) -> None:
        """Show the classes and the shop's own segments with their counts."""
        ...

    def show_people(self, shown: ShownPeople | None) -> None:
        """Show the chosen group, or nothing of anybody."""
        ...

    def show_working(self, working: bool) -> None:
        """Say that members are being counted, or that they are there."""
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
