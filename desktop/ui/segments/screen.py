"""Put the segments screen together: the screen, its presenter over a desk, and who hears whom."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui import language
from desktop.ui.segments.desk import SegmentsDesk
from desktop.ui.segments.presenter import SegmentsPresenter
from desktop.ui.segments.view import SegmentsScreen
from desktop.ui.tasks import Tasks


def build_segments(
    tasks: Tasks, desk: SegmentsDesk, open_member: Callable[[str], None], offer_for: Callable[[str], None]
) -> tuple[SegmentsScreen, SegmentsPresenter]:
    """The screen and its presenter, connected; call `presenter.entered()` whenever the screen is shown."""
    screen = SegmentsScreen()
    presenter = SegmentsPresenter(
        screen,
        tasks,
        desk,
        lang=lambda: language.formats().lang,
        open_member=open_member,
        offer_for=offer_for,
    )
    screen.group.connect(presenter.on_group)
    screen.text_changed.connect(presenter.on_text_changed)
    screen.member.connect(presenter.on_member)
    screen.offer_wanted.connect(presenter.on_offer_wanted)
    screen.export_chosen.connect(presenter.on_export_chosen)
    screen.refreshed.connect(presenter.entered)
    screen.language_changed.connect(presenter.on_language_changed)
    return screen, presenter
