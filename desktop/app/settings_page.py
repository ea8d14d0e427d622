"""The settings of an open shop as a page of the rail: everybody sees it, each change asks for its own right."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from desktop.app.pages import Page
from desktop.ui.approval.till_approvals import TillApprovals
from desktop.ui.paths import resources
from desktop.ui.settings.screen import build_settings
from desktop.ui.settings.till_settings import TillSettings

if TYPE_CHECKING:
    from desktop.app.window import Room


def settings_page(room: Room) -> Page:
    """Return the page; the room takes over what is changed."""
    from desktop.app.window import reader

    port = TillSettings(room.seat, resources().parent, program_version())
    screen, presenter = build_settings(
        room.tasks, port, TillApprovals(room.seat), lang=reader, changed=room.dress_anew
    )

    def entered() -> None:
        presenter.start()
        screen.take_focus()

    return Page("settings", screen, entered, exchanged=presenter.on_centre_moved, locked=presenter.desk.lock)


def program_version() -> str:
    """Return the program's version, '' where it is not installed as a package."""
    try:
        return version("bashgah")
    except PackageNotFoundError:
        return ""
