"""What the page a segment is drawn on can show. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desktop.ui.parts.conditions.values import Choice, ShownForm, ShownReach


class DrawingView(Protocol):
    """The part of the screen a segment is drawn in."""

    def show_drawing(self, name: str | None, known: bool) -> None:
        """Open the editor of a segment by its name ('' for a new one), or put it away (None)."""
        ...

    def show_form(self, shown: ShownForm, focus: str) -> None:
        """Draw the form anew."""
        ...

    def show_said(self, text: str) -> None:
        """Say who is in it."""
        ...

    def show_problems(self, problems: dict[str, str]) -> None:
        """Show what is wrong, each at its place."""
        ...

    def show_reach(self, shown: ShownReach) -> None:
        """Show how many members are in it now."""
        ...

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """Offer things to choose from, or (none) take the panel away."""
        ...

    def show_problem(self, said: Callable[[], str]) -> None:
        """Say what stands in the way."""
        ...

    def clear_problem(self) -> None:
        """Say nothing any more."""
        ...
