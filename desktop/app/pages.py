"""The screens beside the counter: each with the act that opens it and what happens when it is entered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.ui.program import Screen

if TYPE_CHECKING:
    from desktop.app.window import Room


@dataclass(frozen=True, slots=True)
class Page:
    """A screen of the rail; `act` names what a role must be allowed ('' for everybody)."""

    key: str
    screen: Screen
    entered: Callable[[], None]
    act: str = ""


def build_pages(room: Room) -> tuple[Page, ...]:
    """Return the screens in the order of the rail."""
    from desktop.app.recovery_page import RecoveryPage

    RecoveryPage(room)
    return ()
