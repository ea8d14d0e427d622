"""Who may spend what, where tills tell the same opening, lend on trust, or come back late."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.models import log
from desktop.models import verify as models_verify
from desktop.models.queries.goods_figures import holdings
from desktop.models.queries.lots import held, own_rights
from desktop.models.verify import verify
from desktop.usecases.exchange.exchanging import exchange_once
from desktop.usecases.exchange.joining import join
from desktop.usecases.exchange.standing import sync_state
from desktop.usecases.exchange.wishing import wish
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.shifts import begin_shift
from loyalty.basket import Tender
from loyalty.clock import DAY
from loyalty.errors import LoyaltyError
from loyalty.exchange.known import EnrolledTill
from loyalty.exchange.wire import Wish
from loyalty.kinds import CREDIT, Grant, LotAmount, LotsOpened, SaleRecorded, SoldLine
from loyalty.rights import CENTRE
from tests.sync.centre import InMemory
from tests.sync.conftest import URL, Machine
from tests.sync.test_exchanging import heal, same


def open_lot(machine: Machine, member_id: str, amount: int = 500) -> str:
    at = machine.here.now()
    grant = Grant(CREDIT, "business", amount, at, at + 90 * DAY, "opening")
    with machine.here.transaction("owner") as tx:
        tx.record("lots.opened", LotsOpened(member_id, at, "b", (grant,), "row-7"))
    return "row-7.0"


def lend(machine: Machine, member_id: str, lot: str, amount: int, declared: int) -> str:
    """Sell for credit that others hold, said to be lent (or not, past the program)."""
    line = SoldLine(1, "GENERAL", None, 1_000, 5_000, 0, amount, 0)
    with machine.here.transaction("owner") as tx:
        body = SaleRecorded(
            tx.next_number(),
            "shift",
            member_id,
            (line,),
            (Tender("cash", 5_000 - amount),),
            0,
            (LotAmount(lot, amount),),
            (),
            (),
            trusted=(LotAmount(lot, declared),) if declared else (),
        )
        return tx.record("sale.recorded", body).fact_id


def balance_of(db: Any, lot: str) -> int:
    return int(db.value("SELECT remaining FROM lot_balance WHERE lot_id = ?", (lot,)))


@pytest.mark.parametrize("first", ["near", "far"])
def test_an_opening_told_by_two_tills_is_the_centres(
    centre: InMemory, near: Machine, far: Machine, first: str
) -> None:
    member = near.member()
    heal(near, far)
    lot = open_lot(near, member)
    assert open_lot(far, member) == lot
    for machine in (near, far):
        with machine.here.read() as db:
            assert own_rights(db, [lot]) == {}, "until the centre gives it"
    heal(*((near, far) if first == "near" else (far, near)))
    heal(near, far)
    assert centre.inner.state.accounts.book.total(lot) == 500
    same(centre, near, far)


def test_an_opening_told_with_two_amounts_is_named_and_never_counted_twice(
    centre: InMemory, near: Machine, far: Machine
) -> None:
    member = near.member()
    heal(near, far)
    lot = open_lot(near, member, 500)
    heal(near)
    open_lot(far, member, 700)
    with far.here.read() as db:
        assert balance_of(db, lot) == 700, "until the centre was asked"
    heal(near, far)
    assert centre.inner.state.accounts.book.total(lot) == 500
    for machine in (near, far):
        (told,) = sync_state(machine.here).otherwise
        assert (told.stands, told.amount, told.code) == (500, 700, far.here.shop.code)
        with machine.here.read() as db:
            assert (balance_of(db, lot), [one.lot.amount for one in held(db, member)]) == (500, [500])
            ((_, outstanding, _, granted, _),) = holdings(
                db, machine.clock.now() + 1, machine.clock.now() + 1
            )
            assert (outstanding, granted) == (500, 500), "in the figures as at the counter"
        assert faults(machine) == []
    heal(far)
    open_lot(near, member, 500)
    assert len(sync_state(near.here).otherwise) == 1, "told again as it stands it is no conflict"


def test_what_a_lone_shop_opened_it_spends_and_brings_along(centre: InMemory, near: Machine) -> None:
    alone = Machine(near.root, "alone", centre.line())
    till = alone.begin()
    member = alone.member()
    lot = open_lot(alone, member)
    alone.take(member, lot, 120)
    code = centre.invite("mine", "", "", till.shop.business_id)
    join(till, alone.owner, alone.line, lambda _: alone.line, URL, code)
    heal(near, alone)
    book = centre.inner.state.accounts.book
    assert (book.total(lot), book.below_zero(lot)) == (380, ())
    assert centre.inner.overspends() == []
    with till.read() as db:
        held = own_rights(db, [lot]).get(lot, 0)
        assert verify(db).problems == ()
    assert held == book.held(lot, till.shop.till_id)
    assert held + book.held(lot, CENTRE) + book.held(lot, near.here.shop.till_id) == 380
    alone.close()


def twice_spent(near: Machine, far: Machine, declared: int) -> str:
    """Spend a lot at both tills, the line cut; return it. Nothing has reached the centre."""
    member = near.member()
    lot = near.grant(member, 300)
    heal(near, far, near)
    holder, other = (near, far) if _holds(near, lot) else (far, near)
    holder.take(member, lot, 300)
    lend_past(other, member, lot, 200, declared)
    return lot


def lend_past(machine: Machine, member: str, lot: str, amount: int, declared: int) -> None:
    if declared:
        lend(machine, member, lot, amount, declared)
        return
    with pytest.MonkeyPatch.context() as past:
        past.setattr(log.Tx, "_check_lots", lambda *_: None)
        lend(machine, member, lot, amount, 0)


def wait_for_one_more(centre: InMemory) -> None:
    """Let the centre cover nothing, as while a till has not been heard after it was put back."""
    centre.inner.recovering = True
    centre.inner.state.tills["silent"] = EnrolledTill("silent", "branch-silent", b"", 99)


def _holds(machine: Machine, lot: str) -> bool:
    with machine.here.read() as db:
        return lot in own_rights(db, [lot])


def faults(machine: Machine) -> list[tuple[str, dict[str, object]]]:
    with machine.here.read() as db:
        return [(one.code, dict(one.values)) for one in verify(db).problems]


def test_what_was_lent_and_said_so_is_no_fault(centre: InMemory, near: Machine, far: Machine) -> None:
    publish_policy(near.here, near.owner, "trust", {"per_member": 200, "pool": 900})
    lot = twice_spent(near, far, 200)
    wait_for_one_more(centre)
    heal(near, far)
    for machine in (near, far):
        with machine.here.read() as db:
            assert db.value("SELECT remaining FROM lot_balance WHERE lot_id = ?", (lot,)) == -200
            assert verify(db).problems == ()
    centre.inner.retire("silent")
    heal(near, far)
    same(centre, near, far)
    assert [body.cause for body in centre.inner.overspends()] == ["trust"]


def test_what_was_spent_twice_and_not_said_is_a_fault(centre: InMemory, near: Machine, far: Machine) -> None:
    lot = twice_spent(near, far, 0)
    wait_for_one_more(centre)
    heal(near, far)
    for machine in (near, far):
        assert faults(machine) == [("lot_below_zero", {"lot": lot})]


def test_what_was_lent_beyond_what_the_owner_ever_allowed_is_a_fault(
    centre: InMemory, near: Machine, far: Machine
) -> None:
    publish_policy(near.here, near.owner, "trust", {"per_member": 199, "pool": 900})
    lot = twice_spent(near, far, 200)
    wait_for_one_more(centre)
    heal(near, far)
    for machine in (near, far):
        assert faults(machine) == [("lot_below_zero", {"lot": lot})]


def put_back_and_spent_twice(centre: InMemory, near: Machine, member: str) -> str:
    """Put a till back behind a spend of 300 and let it spend 200 of the same lot once more; return the lot."""
    lot = near.grant(member, 300)
    near.settle()
    kept = near.save()
    near.take(member, lot, 300)
    near.settle()
    near.put_back(kept)
    near.take(member, lot, 200)
    wait_for_one_more(centre)
    return lot


def test_what_a_till_spent_twice_because_it_was_put_back_is_no_fault(
    centre: InMemory, near: Machine, far: Machine
) -> None:
    put_back_and_spent_twice(centre, near, near.member())
    heal(near, far)
    assert faults(near) == faults(far) == []


def test_a_till_that_was_put_back_once_may_not_spend_what_it_likes_for_ever(
    centre: InMemory, near: Machine, far: Machine
) -> None:
    member = near.member()
    lot = put_back_and_spent_twice(centre, near, member)
    lend_past(near, member, lot, 101, 0)
    fresh = near.grant(member, 50)
    lend_past(near, member, fresh, 51, 0)
    heal(near, far)
    wanted = sorted([lot, fresh])
    assert sorted(values["lot"] for _, values in faults(far)) == wanted


def test_an_epoch_that_parted_from_nothing_explains_nothing(
    centre: InMemory, near: Machine, far: Machine
) -> None:
    member = near.member()
    lot = near.grant(member, 300)
    near.settle()
    near.put_back(near.save())
    near.take(member, lot, 300)
    lend_past(near, member, lot, 10, 0)
    wait_for_one_more(centre)
    heal(near, far)
    assert faults(near) == faults(far) == [("lot_below_zero", {"lot": lot})]


def test_a_rule_that_lets_any_later_epoch_pass_is_caught(
    centre: InMemory, near: Machine, far: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = "SELECT 1 FROM epoch WHERE parent_epoch <> ''"
    monkeypatch.setattr(models_verify, "is_explained", lambda db, *_, **__: bool(db.rows(later)))
    with pytest.raises(AssertionError):
        test_a_till_that_was_put_back_once_may_not_spend_what_it_likes_for_ever(centre, near, far)


def test_what_a_retired_till_spent_late_is_no_fault(centre: InMemory, near: Machine, far: Machine) -> None:
    member = near.member()
    lot = near.grant(member, 300)
    heal(near, far, near)
    holder, other = (near, far) if _holds(near, lot) else (far, near)
    holder.take(member, lot, 300)
    centre.inner.retire(holder.here.shop.till_id)
    heal(other)
    wish = Wish("w-1", ((lot, 300),))
    exchange_once(other.here, other.line, wishes=(wish,))
    heal(other)
    other.take(member, lot, 300)
    wait_for_one_more(centre)
    heal(other)
    holder.sync()
    heal(other)
    with other.here.read() as db:
        assert db.value("SELECT remaining FROM lot_balance WHERE lot_id = ?", (lot,)) == -300
        assert verify(db).problems == ()


def test_the_balance_after_a_loan_says_what_is_left(near: Machine, far: Machine) -> None:
    publish_policy(near.here, near.owner, "trust", {"per_member": 3_000, "pool": 9_000})
    member = near.member()
    near.grant(member, 5_000)
    heal(near, far)
    begin_shift(far.here, far.owner, 0)
    far.line.cut = True
    bought = basket_of([group_line(far.here, "general", 2_000)])
    sold = checkout(far.here, far.owner, bought, member, None, credit=2_000)
    assert sum(part.amount for part in sold.sale.trusted) == 2_000
    assert sold.after is not None
    after = sold.after
    earned = sum(grant.amount for grant in sold.sale.grants if grant.unit == CREDIT)
    assert (after.total, after.spendable_here) == (3_000 + earned, 3_000 + earned)
    assert (after.safe, after.trusted) == (earned, 1_000)
    again = checkout(far.here, far.owner, bought, member, None, credit=2_000, fact_id=sold.sale_id)
    assert again.after is not None
    assert (again.after.total, again.after.spendable_here) == (3_000 + earned, 3_000 + earned)


def test_what_is_here_stays_here_while_the_rest_is_asked_for(
    centre: InMemory, near: Machine, far: Machine
) -> None:
    member = near.member()
    mine = near.grant(member, 500)
    heal(near, far)
    far.grant(member, 300)
    heal(near, far)
    # Somebody at the other till wished for what lies here, and went away again.
    asked = exchange_once(far.here, far.line, wishes=(Wish("w-1", ((mine, 200),)),))
    assert asked.claims[0].state == "asked"
    told = wish(near.here, near.line, member, 800, patience=4, waiting=lambda _: void(far.sync()))
    assert told.covers(800)
    heal(near, far)


def void(_: object) -> None:
    """Want nothing of an answer."""


def test_a_till_that_knows_of_its_twin_or_its_end_takes_from_nobodys_credit(
    centre: InMemory, near: Machine, far: Machine
) -> None:
    member = near.member()
    near.grant(member, 5_000)
    begin_shift(near.here, near.owner, 0)
    heal(near, far, near)
    kept = near.save()
    near.grant(member, 100)
    near.settle()
    near.put_back(kept)
    near.grant(member, 200)
    near.sync()
    near.sync()
    assert sync_state(near.here).doubt == "behind"
    bought = basket_of([group_line(near.here, "general", 2_000)])
    for credit in (2_000, "max"):
        with pytest.raises(LoyaltyError, match="credit_rests_doubt"):
            checkout(near.here, near.owner, bought, member, None, credit=credit)
    assert checkout(near.here, near.owner, bought, member, None).sale.spends == ()
    heal(near, far, near)
    assert sync_state(near.here).doubt == ""
    assert checkout(near.here, near.owner, bought, member, None, credit=2_000).sale.spends
    begin_shift(far.here, far.owner, 0)
    own = far.grant(far.member(), 9_000)
    heal(far)
    with far.here.read() as db:
        owner = db.value("SELECT member_id FROM lot WHERE lot_id = ?", (own,))
    centre.inner.retire(far.here.shop.till_id)
    far.sync()
    with pytest.raises(LoyaltyError, match="credit_rests_retired"):
        checkout(far.here, far.owner, bought, owner, None, credit=2_000)
