"""The key of credit says why there is none to spend, in one sentence and in either language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop.ui.formats import plain
from desktop.ui.sale.no_credit import why_no_credit
from desktop.ui.sale.presenter import SalePresenter
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.adjusting import adjust
from loyalty.clock import DAY
from loyalty.documents import Text
from loyalty.kinds import CREDIT
from loyalty.ledger import Held, Lot
from loyalty.problems import say
from tests.ui.sale.conftest import PHONE, Shop
from tests.ui.sale.screen_fake import FakeScreen


@pytest.fixture
def desk(shop: Shop) -> SalePresenter:
    screen = FakeScreen()
    made = SalePresenter(screen, ImmediateTasks(), shop.counter, lang=lambda: "fa")
    screen.presenter = made
    made.open()
    return made


def said(desk: SalePresenter) -> str:
    screen: Any = desk._view
    before = len(screen.problems)
    desk.on_credit_pressed()
    assert len(screen.problems) == before + 1
    return plain(screen.problems[-1])


def enter(desk: SalePresenter, *texts: str) -> None:
    for text in texts:
        desk._view.enter(text)  # type: ignore[attr-defined]


def test_a_walk_in_has_none(desk: SalePresenter) -> None:
    enter(desk, "250000")
    assert "عضوی برگزیده نشده" in said(desk)


def test_a_new_member_has_none_yet(desk: SalePresenter) -> None:
    enter(desk, PHONE)
    assert "هنوز اعتباری برای خرج کردن ندارد" in said(desk)
    enter(desk, "250000")
    assert "هنوز اعتباری برای خرج کردن ندارد" in said(desk)


def test_credit_that_is_earned_and_not_active_tells_its_day(desk: SalePresenter, shop: Shop) -> None:
    earning = {"credit": {"percent": 10, "expires_days": 180, "vests_days": 3}}
    publish_policy(shop.till, shop.session, "earning", earning)
    enter(desk, PHONE, "250000", "", PHONE, "250000")
    assert "هنوز فعال نشده است: ۲۵٬۰۰۰" in said(desk)


def test_with_credit_and_no_basket_the_basket_is_named(desk: SalePresenter, shop: Shop) -> None:
    adjust(shop.till, shop.session, shop.sara, "credit", 20_000, reason="goodwill")
    enter(desk, PHONE)
    assert "سبد خالی است" in said(desk)


def holding(desk: SalePresenter, *held: Held, here: int = 0, all_of_it: int = 0) -> None:
    served = desk.state.served
    assert served is not None
    assert served.member is not None
    assert served.balance is not None
    member = replace(served.member, held=held)
    balance = replace(served.balance, spendable_here=all_of_it, safe=here, trusted=0)
    desk.state.served = replace(served, member=member, balance=balance, credit_proposed=0)


def lot(desk: SalePresenter, **other: Any) -> Lot:
    now = desk.state.served.at if desk.state.served else 0
    fields: dict[str, Any] = {"scope": "business", "vests_at": now, "expires_at": None} | other
    fields |= {"amount": 70_000, "granted_at": now, "branch_id": "b1", "cause": "", "fact_id": "f"}
    return Lot("one", desk.state.member_id or "", CREDIT, **fields)


def test_credit_of_another_branch_names_it(desk: SalePresenter) -> None:
    enter(desk, PHONE, "250000")
    desk.state.stand = replace(desk.state.stand, branches=(("b2", Text("ونک", "Vanak")),))
    holding(desk, Held(lot(desk, scope="branch:b2"), 70_000))
    why = why_no_credit(desk.state, "en")
    assert why is not None
    assert "70,000 is for Vanak alone" in plain(say(why, "en"))


@pytest.mark.parametrize(("days", "code"), [(2, "no_credit_ended"), (400, "no_credit_yet")])
def test_credit_that_ended_of_late_tells_its_day(desk: SalePresenter, days: int, code: str) -> None:
    enter(desk, PHONE, "250000")
    now = desk.state.served.at if desk.state.served else 0
    holding(desk, Held(lot(desk, expires_at=now - days * DAY), 0, 70_000))
    why = why_no_credit(desk.state, "fa")
    assert why is not None
    assert why.code == code


def test_credit_others_hold_says_so(desk: SalePresenter) -> None:
    enter(desk, PHONE, "250000")
    holding(desk, all_of_it=70_000)
    why = why_no_credit(desk.state, "fa")
    assert why is not None
    assert (why.code, why.values["amount"]) == ("no_credit_held", 70_000)
