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
    drawing, page = presenter.drawing, screen.drawing
    screen.draw_wanted.connect(presenter.on_draw_wanted)
    screen.redraw_wanted.connect(presenter.on_redraw_wanted)
    screen.choice_picked.connect(drawing.on_choice_picked)
    page.form.field_changed.connect(drawing.on_field_changed)
    page.form.add_wanted.connect(drawing.on_add_wanted)
    page.form.removed.connect(drawing.on_removed)
    page.form.moved.connect(drawing.on_moved)
    page.saved.connect(drawing.on_saved)
    page.dropped.connect(drawing.on_dropped)
    page.left.connect(drawing.on_left)
    screen.export_chosen.connect(presenter.on_export_chosen)
    screen.refreshed.connect(presenter.entered)
    screen.language_changed.connect(presenter.on_language_changed)
    return screen, presenter
