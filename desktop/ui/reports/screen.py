"""Put the reports screen together: the screen, its presenter over a desk, and who hears whom."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui import language
from desktop.ui.charts.make import get_ready
from desktop.ui.reports.desk import ReportsDesk
from desktop.ui.reports.presenter import ReportsPresenter
from desktop.ui.reports.view import ReportsScreen
from desktop.ui.tasks import Tasks


def build_reports(
    tasks: Tasks, desk: ReportsDesk, open_member: Callable[[str], None]
) -> tuple[ReportsScreen, ReportsPresenter]:
    """The screen and its presenter, connected; call `presenter.entered()` whenever the screen is shown."""
    screen = ReportsScreen()
    presenter = ReportsPresenter(
        screen, tasks, desk, formats=language.formats, open_member=open_member, ready=get_ready
    )
    screen.page.connect(presenter.on_page)
    screen.period.connect(presenter.on_period)
    screen.branch.connect(presenter.on_branch)
    screen.own_days.connect(presenter.on_own_days)
    screen.against.connect(presenter.on_against)
    screen.begun.connect(presenter.on_begun)
    screen.group.connect(presenter.on_group)
    screen.bar.connect(presenter.on_bar)
    screen.tile.connect(presenter.on_tile)
    screen.member.connect(presenter.on_member)
    screen.remark.connect(presenter.on_remark)
    screen.listed.connect(presenter.on_listed)
    screen.paper.connect(presenter.on_paper)
    screen.goal.connect(presenter.on_goal)
    screen.costs.connect(presenter.on_costs)
    screen.cost_form.picked.connect(presenter.costs.on_picked)
    screen.cost_form.saved.connect(presenter.costs.on_saved)
    screen.cost_form.dropped.connect(presenter.costs.on_dropped)
    screen.goal_form.typed.connect(presenter.editing.on_typed)
    screen.goal_form.saved.connect(presenter.editing.on_saved)
    screen.goal_form.stopped.connect(presenter.editing.on_stopped)
    screen.refreshed.connect(presenter.on_refreshed)
    screen.language_changed.connect(presenter.on_language_changed)
    return screen, presenter
