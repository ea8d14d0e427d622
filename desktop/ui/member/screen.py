"""Put the member screen together: the screen, its presenter over a desk, and who hears whom."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui import language
from desktop.ui.member.desk import MemberDesk
from desktop.ui.member.presenter import MemberPresenter
from desktop.ui.member.view import MemberScreen
from desktop.ui.tasks import Tasks


def build_member(
    tasks: Tasks, desk: MemberDesk, serve: Callable[[str], None]
) -> tuple[MemberScreen, MemberPresenter]:
    """The screen and its presenter, connected; call `presenter.entered()` whenever the screen is shown."""
    screen = MemberScreen()
    presenter = MemberPresenter(screen, tasks, desk, formats=language.formats, serve=serve)
    _join_search(screen, presenter)
    _join_tabs(screen, presenter)
    _join_panels(screen, presenter)
    _join_approval(screen, presenter)
    return screen, presenter


def _join_search(screen: MemberScreen, presenter: MemberPresenter) -> None:
    screen.text_changed.connect(presenter.on_text_changed)
    screen.submitted.connect(presenter.on_submitted)
    screen.moved.connect(presenter.on_moved)
    screen.left.connect(presenter.on_left)
    screen.found.picked.connect(presenter.on_picked)
    screen.enrolment_wanted.connect(presenter.on_enrolment_wanted)
    screen.enrolment.sent.connect(presenter.on_enrolled)
    screen.refreshed.connect(presenter.refresh)
    screen.language_changed.connect(presenter.on_language_changed)


def _join_tabs(screen: MemberScreen, presenter: MemberPresenter) -> None:
    screen.sold.connect(presenter.on_sold)
    screen.statement_sent.connect(presenter.on_statement)
    screen.header.revealed.connect(presenter.on_revealed)
    screen.lots.group_picked.connect(presenter.on_group_picked)
    screen.lots.ended_wanted.connect(presenter.on_ended_wanted)
    screen.points.group_picked.connect(presenter.on_group_picked)
    screen.consents.turned.connect(presenter.on_consent_turned)
    screen.profile.sent.connect(presenter.on_profile_sent)
    screen.cards.issued.connect(presenter.on_card_issued)
    screen.cards.blocked.connect(presenter.on_card_blocked)
    screen.cards.replaced.connect(presenter.on_card_replaced)


def _join_panels(screen: MemberScreen, presenter: MemberPresenter) -> None:
    panels = presenter.panels
    opens: dict[str, Callable[[], None]] = {
        "merge": panels.open_merge,
        "split": panels.open_ids,
        "adjust": panels.open_adjusting,
        "pin": panels.open_pin,
        "leave": lambda: panels.open_ending("left"),
        "erase": lambda: panels.open_ending("erased"),
    }
    screen.act_wanted.connect(lambda key: opens[key]())
    screen.merging.typed.connect(panels.on_merge_typed)
    screen.merging.picked.connect(panels.on_merge_picked)
    screen.merging.sent.connect(panels.on_merge_sent)
    screen.merging.again.connect(panels.open_merge)
    screen.ids.split.connect(panels.on_split)
    screen.ending.sent.connect(panels.on_ending_sent)
    screen.adjusting.sent.connect(panels.on_adjusted)
    screen.member_pin.sent.connect(panels.on_pin_sent)
    screen.member_pin.forgotten.connect(panels.on_pin_forgotten)


def _join_approval(screen: MemberScreen, presenter: MemberPresenter) -> None:
    desk = presenter.approval
    screen.approval.pressed.connect(desk.press)
    screen.approval.erased.connect(lambda whole: desk.erase(all_of_it=whole))
    screen.approval.submitted.connect(desk.submit)
    screen.approval.person_picked.connect(desk.choose)
    screen.approval.moved.connect(desk.move)
    screen.panel_left.connect(desk.leave)
