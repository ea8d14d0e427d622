"""What is kept between keys is what pricing from nothing would find, whatever was recorded since."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.usecases.offers import publish as publish_offer
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling import ready
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.pricing import price_basket, price_within
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Basket, Tender
from loyalty.clock import MINUTE, local_time
from loyalty.errors import LoyaltyError
from loyalty.kinds import MemberGone

TENTH = {"id": "tenth", "benefits": [{"discount": {"percent": 10}}]}


@pytest.fixture(autouse=True)
def reads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Begin with nothing kept and list what is read anew."""
    found: list[object] = []
    read = ready._read

    def spied(*asked: object) -> ready.Ready:
        found.append(asked)
        return read(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(ready, "_kept", {})
    monkeypatch.setattr(ready, "_read", spied)
    return found


def shoes(till: Till, amount: int = 100_000) -> Basket:
    return basket_of([group_line(till, "SHOES", amount)])


def sell(till: Till, session: Session, member_id: str | None) -> None:
    checkout(till, session, shoes(till), member_id, (Tender("cash", 100_000),))


def test_a_key_reads_neither_the_member_nor_the_offers_again(
    selling: Till, sara: str, reads: list[object]
) -> None:
    one = price_basket(selling, shoes(selling), sara)
    other = price_basket(selling, shoes(selling, 50_000), sara)
    assert len(reads) == 1
    assert one.member == other.member
    assert other.quote.totals.net == 50_000


def test_what_was_sold_meanwhile_is_there_at_the_next_key(selling: Till, session: Session, sara: str) -> None:
    assert price_basket(selling, shoes(selling), sara).credit_proposed == 0
    sell(selling, session, sara)
    assert price_basket(selling, shoes(selling), sara).credit_proposed == 10_000


def test_credit_spent_meanwhile_cannot_be_spent_again(selling: Till, session: Session, sara: str) -> None:
    sell(selling, session, sara)
    price_basket(selling, shoes(selling), sara, credit=10_000)
    checkout(selling, session, shoes(selling), sara, (Tender("cash", 90_000),), credit=10_000)
    with pytest.raises(LoyaltyError, match="credit_short"):
        price_basket(selling, shoes(selling), sara, credit=10_000)


def test_an_offer_published_meanwhile_counts_at_the_next_key(selling: Till, session: Session) -> None:
    assert price_basket(selling, shoes(selling), None).to_pay == 100_000
    publish_offer(selling, session, TENTH)
    assert price_basket(selling, shoes(selling), None).to_pay == 90_000


def test_a_rule_published_meanwhile_counts_at_the_next_key(
    selling: Till, session: Session, sara: str
) -> None:
    assert price_basket(selling, shoes(selling), sara).quote.totals.credit_earned == 10_000
    publish_policy(selling, session, "earning", {"credit": {"percent": 20, "expires_days": 180}})
    assert price_basket(selling, shoes(selling), sara).quote.totals.credit_earned == 20_000


def test_who_left_meanwhile_is_not_served_from_memory(selling: Till, session: Session, sara: str) -> None:
    price_basket(selling, shoes(selling), sara)
    with selling.transaction(session.staff_id) as tx:
        tx.record("member.left", MemberGone(sara))
    with pytest.raises(LoyaltyError, match="member_left"):
        price_basket(selling, shoes(selling), sara)


def test_members_and_walk_ins_are_kept_apart(selling: Till, session: Session, sara: str) -> None:
    sell(selling, session, sara)
    assert price_basket(selling, shoes(selling), sara).member is not None
    assert price_basket(selling, shoes(selling), None).member is None


def test_an_offer_of_the_hour_ends_with_its_minute(selling: Till, session: Session) -> None:
    begun = selling.now()
    local = local_time(begun, selling.shop.zone)
    hours = {"from": f"{local:%H:%M}", "until": f"{local + dt.timedelta(minutes=1):%H:%M}"}
    publish_offer(selling, session, {**TENTH, "audience": {"hours": hours}})
    paid = [price_basket(selling, shoes(selling), None, at=begun + n * MINUTE).to_pay for n in (0, 1)]
    assert paid == [90_000, 100_000]


def test_grants_begin_at_the_instant_of_the_sale_not_of_the_first_key(selling: Till, sara: str) -> None:
    at = selling.now() // MINUTE * MINUTE
    for seconds in (1, 20):
        instant = at + seconds * 1_000
        priced = price_basket(selling, shoes(selling), sara, at=instant)
        assert {grant.vests_at for grant in priced.quote.grants} == {instant}


def give_up_leaving(till: Till, session: Session, member_id: str) -> None:
    with till.transaction(session.staff_id) as tx:
        tx.record("member.left", MemberGone(member_id))
        with pytest.raises(LoyaltyError, match="member_left"):
            price_within(tx, till, shoes(till), member_id, 0, tx.at)
        price_within(tx, till, shoes(till), None, 0, tx.at)
        raise LoyaltyError("disk_full")


def test_what_was_rolled_back_leaves_nothing_behind(selling: Till, session: Session, sara: str) -> None:
    with pytest.raises(LoyaltyError, match="disk_full"):
        give_up_leaving(selling, session, sara)
    assert price_basket(selling, shoes(selling), sara).member is not None


def test_only_so_many_are_kept(selling: Till, reads: list[object]) -> None:
    at = selling.now()
    for minute in range(ready.MOST_KEPT + 3):
        price_basket(selling, shoes(selling), None, at=at + minute * MINUTE)
    assert 0 < len(ready._kept) <= ready.MOST_KEPT
