"""The till is locked, or the panel left, while an approval is on its way: nobody is asked, nothing is approved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.ui.approval.desk import ApprovalDesk
from desktop.ui.approval.sheet import ApprovalSheet
from desktop.ui.approval.shown import Approver, ShownApproval
from desktop.ui.formats import plain
from desktop.ui.tasks import ImmediateTasks, Job
from desktop.ui.widgets import PinDots
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from tests.ui.seats import Remembering

OWNER = Approver("owner", "مریم آریا", Text("مالک", "Owner"))


class Queued(ImmediateTasks):
    """Work that waits its turn, as behind the real lane: `step()` does the next of it, `go()` all."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Callable[[], object]] = []

    def local(self, work: Any, on_result: Any = None, on_error: Any = None) -> Job:
        self.waiting.append(lambda: super(Queued, self).local(work, on_result, on_error))
        return Job()

    def step(self) -> None:
        self.waiting.pop(0)()

    def go(self) -> None:
        while self.waiting:
            self.step()


class Port:
    """Somebody who may, whose PIN is always right."""

    def __init__(self) -> None:
        self.released: list[str] = []

    def currency(self) -> str:
        return "IRT"

    def approvers(self, act: str) -> tuple[Approver, ...]:
        return (OWNER,)

    def approve(self, staff_id: str, pin: str) -> Any:
        return f"{staff_id} with {pin}"

    def release(self, approval: Any) -> None:
        self.released.append(approval)


class Desk:
    """An approval desk, the acts that were done through it, and what went wrong."""

    def __init__(self) -> None:
        self.view, self.tasks, self.port = Remembering(), Queued(), Port()
        self.desk = ApprovalDesk(self.view, self.tasks, self.port, lang=lambda: "en")  # type: ignore[arg-type]
        self.done: list[str] = []
        self.wrong: list[str] = []

    def want(self, act: str) -> None:
        def work(approval: Any) -> str:
            if approval is None:
                raise LoyaltyError("not_allowed", act=act, act_fa=act, act_en=act)
            return f"{act} by {approval}"

        self.desk.run(work, self.done.append, lambda error: self.wrong.append(error.code))

    def type(self, pin: str) -> None:
        for figure in pin:
            self.desk.press(figure)
        self.desk.submit()


@pytest.fixture
def at() -> Desk:
    return Desk()


def test_an_act_goes_through_with_an_approval(at: Desk) -> None:
    at.want("void")
    at.tasks.go()
    at.type("730614")
    at.tasks.go()
    assert at.done == ["void by owner with 730614"]


@pytest.mark.parametrize("steps", [0, 1], ids=["before it is refused", "before it is known who may"])
def test_locking_while_it_is_looked_up_who_may_leaves_no_pin_to_be_asked(at: Desk, steps: int) -> None:
    at.want("void")
    for _ in range(steps):
        at.tasks.step()
    at.desk.lock()
    at.tasks.go()
    assert not at.desk.asking, "who signs in next is not asked for what another wanted"
    assert at.view.times("show_approval") == 0


def test_locking_takes_an_open_question_away(at: Desk) -> None:
    at.want("void")
    at.tasks.go()
    at.desk.press("7")
    at.desk.lock()
    assert (at.desk.asking, at.view.last("show_approval")) == (False, None)


def test_a_pin_on_its_way_approves_nothing_that_is_asked_after_it(at: Desk) -> None:
    at.want("void")
    at.tasks.go()
    at.type("730614")
    at.desk.leave()
    waiting, at.tasks.waiting = at.tasks.waiting, []
    at.want("erase")
    at.tasks.go()
    at.tasks.waiting = waiting
    at.tasks.go()
    assert at.done == []
    assert at.port.released == ["owner with 730614"], "their key is forgotten"
    assert at.view.last("show_approval").act.en == "erase", "what is asked now is still asked"


def test_after_the_lock_the_next_person_is_asked_as_ever(at: Desk) -> None:
    at.want("void")
    at.desk.lock()
    at.tasks.go()
    at.want("void")
    at.tasks.go()
    assert at.desk.asking


def test_the_panel_of_a_page_names_whose_pin_it_takes(app, qtbot) -> None:
    sheet = ApprovalSheet()
    qtbot.addWidget(sheet)
    others = (OWNER, Approver("mehdi", "مهدی احمدی", Text("مدیر شعبه", "Branch manager")))
    dots = sheet.findChild(PinDots)
    for chosen, whose in (("owner", "رمز مریم آریا"), ("mehdi", "رمز مهدی احمدی")):
        sheet.show_approval(ShownApproval(Text("ابطال", "void"), others, chosen, 4))
        assert plain(dots.whose()) == whose
