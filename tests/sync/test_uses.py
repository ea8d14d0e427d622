"""Uses of offers over two real tills and a centre: caps, one-shot offers and codes, within rights and without a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from desktop.models.queries.offers import uses_held
from desktop.models.sources import Source
from desktop.usecases.exchange import wishing_uses
from desktop.usecases.exchange.exchanging import exchange_once
from desktop.usecases.offers.codes import issue_codes
from desktop.usecases.offers.publishing import publish
from desktop.usecases.selling.checkout import Sold, checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.pricing import price_basket
from desktop.usecases.selling.reversing import refund, void
from desktop.usecases.selling.shifts import begin_shift
from desktop.usecases.verify_till import verify_till
from loyalty.basket import Basket
from loyalty.quote import APPLIED
from loyalty.uses import code_of, number_of
from tests.simulation.centre import View
from tests.sync.centre import InMemory
from tests.sync.conftest import Machine

TENTH = [{"discount": {"percent": 10, "of": "basket"}}]
CAPPED = {"id": "first", "benefits": TENTH, "caps": {"number": 6}}
BUDGET = {"id": "budget", "benefits": TENTH, "caps": {"cost": 60_000}}
A_DAY = {"id": "daily", "benefits": TENTH, "caps": {"per_day": 6}}
GIFT = {"id": "gift", "kind": "one_shot", "benefits": TENTH, "grant": {"when": "publish"}}
MET = {"id": "met", "kind": "one_shot", "benefits": TENTH, "grant": {"when": "meeting"}}
CODED = {"id": "coded", "benefits": TENTH, "code": {"unique": True}}


@pytest.fixture
def open_tills(centre: InMemory, near: Machine, far: Machine) -> tuple[Machine, Machine]:
    """Return both tills with open shifts, knowing of each other."""
    centre.inner.now = near.here.now()
    for machine in (near, far):
        begin_shift(machine.here, machine.owner, 0)
    both(near, far)
    return near, far


def both(*machines: Machine) -> None:
    """Let everybody hear of everybody, and what belongs elsewhere go there."""
    for _ in range(3):
        for machine in machines:
            machine.settle()


def basket(machine: Machine, amount: int = 100_000, *codes: str) -> Basket:
    return basket_of([group_line(machine.here, "general", amount)], codes)


def sell(machine: Machine, member: str | None = None, *codes: str, amount: int = 100_000) -> Sold:
    return checkout(machine.here, machine.owner, basket(machine, amount, *codes), member, None)


def verdict(
    machine: Machine, offer: str, member: str | None = None, *codes: str, amount: int = 100_000
) -> Any:
    quote = price_basket(machine.here, basket(machine, amount, *codes), member).quote
    return next(one for one in quote.verdicts if one.offer_id == offer)


def applies(machine: Machine, offer: str, member: str | None = None, *codes: str) -> bool:
    return bool(verdict(machine, offer, member, *codes).verdict == APPLIED)


def wish(machine: Machine, member: str | None = None, *codes: str) -> wishing_uses.WishedUses:
    return wishing_uses.wish_uses(
        machine.here, machine.line, "owner", basket(machine, 100_000, *codes), member, patience=0.0
    )


def announce(machine: Machine, document: Mapping[str, Any], *others: Machine) -> None:
    publish(machine.here, machine.owner, document)
    both(machine, *others, machine)


def same_uses(*machines: Machine) -> bool:
    def held(db: Source) -> list[Any]:
        return [
            tuple(row)
            for row in db.rows("SELECT name, holder, amount FROM offer_right WHERE amount <> 0 ORDER BY 1, 2")
        ]

    told = []
    for machine in machines:
        with machine.here.read() as db:
            told.append(held(db))
        # Two tills that took the same goods back are found by it, as they must be.
        found = {one.refusal.code for one in verify_till(machine.here).problems}
        assert found <= {"sale_overreturned"}
    return all(one == told[0] for one in told)


@pytest.mark.parametrize("document", [CAPPED, A_DAY], ids=["number", "day"])
def test_a_cap_is_shared_and_never_passed_without_a_line(
    open_tills: tuple[Machine, Machine], document: dict[str, Any]
) -> None:
    near, far = open_tills
    announce(near, document, far)
    near.line.cut = far.line.cut = True
    used = 0
    for machine in (near, far):
        while applies(machine, document["id"]):
            sell(machine)
            used += 1
        assert verdict(machine, document["id"]).because.code == "needs_centre"
    # Two branches have a share each, and the centre keeps the third.
    assert used == 4
    near.line.cut = far.line.cut = False
    both(near, far)
    for machine in (near, far) * 3:
        if not applies(machine, document["id"]):
            wish(machine)
        used += any(use.offer_id == document["id"] for use in sell(machine).sale.uses)
        both(near, far)
    assert used == 6
    assert verdict(near, document["id"]).because.code in ("cap_number", "cap_day")
    assert same_uses(near, far)


def test_a_budget_is_never_passed(open_tills: tuple[Machine, Machine]) -> None:
    near, far = open_tills
    announce(near, BUDGET, far)
    near.line.cut = far.line.cut = True
    cost = 0
    for machine in (near, far, near, far):
        for amount in (150_000, 90_000, 50_000, 200_000):
            cost += sum(sum(use.discounts) for use in sell(machine, amount=amount).sale.uses)
    assert 30_000 <= cost <= 40_000
    near.line.cut = far.line.cut = False
    both(near, far)
    assert wish(far).here
    sell(far)
    both(near, far)
    assert same_uses(near, far)


def test_a_code_is_spent_once_wherever_it_is_tried(
    open_tills: tuple[Machine, Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The simulation's centre forgets at once who waits, and would send home what was asked for.
    monkeypatch.setattr(View, "at_home", lambda *_: ())
    near, far = open_tills
    announce(near, CODED, far)
    code, other = issue_codes(near.here, near.owner, "coded", 2).codes
    both(near, far)
    near.line.cut = far.line.cut = True
    assert verdict(far, "coded", None, code).because.code == "code_needs_centre"
    assert not sell(far, None, code).sale.uses
    assert sell(near, None, code).sale.uses
    near.line.cut = far.line.cut = False
    both(near, far)
    assert verdict(far, "coded", None, code).because.code == "code_used"
    # The other one comes where it is asked for: the till that issued it gives it when it is there.
    assert wish(far, None, other).asked
    near.sync()
    near.sync()
    assert wish(far, None, other).here
    assert sell(far, None, other).sale.uses
    assert verdict(near, "coded", None, other).because.code in ("code_needs_centre", "code_used")
    both(near, far)
    assert same_uses(near, far)


def test_a_gift_is_used_once_and_at_home_without_a_line(open_tills: tuple[Machine, Machine]) -> None:
    near, far = open_tills
    member = near.member()
    announce(near, GIFT, far)
    assert wish(near, member).here
    near.line.cut = far.line.cut = True
    assert verdict(far, "gift", member).because.code == "grant_needs_centre"
    assert not sell(far, member).sale.uses
    assert sell(near, member).sale.uses
    near.line.cut = far.line.cut = False
    both(near, far)
    assert verdict(far, "gift", member).because.code == "grant_used"
    assert same_uses(near, far)


def test_who_meets_a_condition_at_two_tills_is_given_it_once(open_tills: tuple[Machine, Machine]) -> None:
    near, far = open_tills
    member = near.member()
    announce(near, MET, far)
    for machine in (near, far):
        machine.line.cut = True
        assert verdict(machine, "met", member).because.code == "grant_needs_centre"
        machine.line.cut = False
    assert wish(far, member).here
    assert sell(far, member).sale.uses
    assert not wish(near, member).here
    assert not sell(near, member).sale.uses
    both(near, far)
    assert same_uses(near, far)


def test_a_sale_that_comes_back_gives_its_use_back_once(open_tills: tuple[Machine, Machine]) -> None:
    near, far = open_tills
    announce(near, CODED, far)
    code = issue_codes(near.here, near.owner, "coded", 1).codes[0]
    sold = sell(near, None, code)
    both(near, far)
    # Taken back at both tills before they hear of each other: one use comes back, at the till that sold.
    near.line.cut = far.line.cut = True
    refund(far.here, far.owner, sold.sale_id, None)
    refund(near.here, near.owner, sold.sale_id, None)
    assert applies(near, "coded", None, code)
    near.line.cut = far.line.cut = False
    both(near, far)
    with near.here.read() as db:
        assert uses_held(db, near.here.shop.till_id, [code_of("coded", _digest(code))]) == {
            code_of("coded", _digest(code)): 1
        }
    assert same_uses(near, far)


def test_a_sale_taken_back_elsewhere_gives_its_use_back(open_tills: tuple[Machine, Machine]) -> None:
    near, far = open_tills
    announce(near, CODED, far)
    code = issue_codes(near.here, near.owner, "coded", 1).codes[0]
    sold = sell(near, None, code)
    both(near, far)
    refund(far.here, far.owner, sold.sale_id, None)
    assert verdict(near, "coded", None, code).because.code == "code_used"
    both(far, near)
    assert applies(near, "coded", None, code)
    again = sell(near, None, code)
    void(near.here, near.owner, again.sale_id)
    assert applies(near, "coded", None, code)
    both(near, far)
    assert same_uses(near, far)


def test_what_a_shop_used_alone_counts_when_it_joins(centre: InMemory, near: Machine, far: Machine) -> None:
    # `near` told its past with draws while it was alone: the cap the centre opens is what that past left.
    begin_shift(near.here, near.owner, 0)
    publish(near.here, near.owner, CAPPED)
    name = number_of("first")
    with near.here.transaction("owner") as tx:
        tx.run("UPDATE offer_right SET amount = 0")
    for _ in range(2):
        checkout_alone(near)
    both(near, far)
    book = centre.inner.state.accounts.book
    assert book.total(name) == 4
    assert not book.below_zero(name)
    assert not centre.inner.overspends()


def checkout_alone(machine: Machine) -> None:
    """Sell as a till does that has no centre."""
    from desktop.usecases.offers import rights

    with pytest.MonkeyPatch.context() as alone:
        alone.setattr(rights, "in_hand", lambda *_: None)
        assert sell(machine).sale.drawn


def test_a_till_in_doubt_uses_nothing(open_tills: tuple[Machine, Machine]) -> None:
    near, far = open_tills
    announce(near, CAPPED, far)
    assert applies(near, "first")
    kept = near.save()
    sell(near)
    near.settle()
    near.put_back(kept)
    exchange_once(near.here, near.line)
    assert verdict(near, "first").because.code == "needs_centre"
    both(near, far)
    assert applies(near, "first")


def _digest(code: str) -> str:
    from loyalty.offers.codes import digest_of

    return digest_of(code)
