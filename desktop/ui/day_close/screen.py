"""Put the day close screen together: the screen, its presenter over a desk, and who hears whom."""

from __future__ import annotations

from desktop.ui import language
from desktop.ui.day_close.desk import DayDesk
from desktop.ui.day_close.presenter import DayPresenter
from desktop.ui.day_close.view import DayCloseScreen
from desktop.ui.tasks import Tasks


def build_day_close(tasks: Tasks, desk: DayDesk) -> tuple[DayCloseScreen, DayPresenter]:
    """The screen and its presenter, connected; call `presenter.entered()` whenever the screen is shown."""
    screen = DayCloseScreen()
    presenter = DayPresenter(screen, tasks, desk, lang=lambda: language.formats().lang)
    screen.day_chosen.connect(presenter.on_day_chosen)
    screen.day_stepped.connect(presenter.on_day_stepped)
    screen.closed.connect(presenter.on_closed)
    screen.close_left.connect(presenter.on_close_left)
    screen.printed_again.connect(presenter.on_printed_again)
    screen.pdf_chosen.connect(presenter.on_pdf)
    screen.refreshed.connect(presenter.refresh)
    screen.shift.counted.connect(presenter.on_counted)
    screen.shift.counted_again.connect(presenter.on_counted_again)
    screen.shift.ended.connect(presenter.on_shift_ended)
    screen.papers.acted.connect(presenter.on_paper_act)
    screen.language_changed.connect(presenter.on_language_changed)
    desk_of_pins = presenter.approval
    screen.approval.pressed.connect(desk_of_pins.press)
    screen.approval.erased.connect(lambda whole: desk_of_pins.erase(all_of_it=whole))
    screen.approval.submitted.connect(desk_of_pins.submit)
    screen.approval.person_picked.connect(desk_of_pins.choose)
    screen.approval.moved.connect(desk_of_pins.move)
    screen.panel_left.connect(desk_of_pins.leave)
    return screen, presenter
