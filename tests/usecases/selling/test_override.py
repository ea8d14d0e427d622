"""A manager lets a basket go below the margin floor: with a reason, in their own name, and it stands in the sale."""

from __future__ import annotations

import pytest

from desktop.models.counter import stored_sale
from desktop.usecases.offers import publish
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.parking import Named, keep_open, open_basket, park, recall
from desktop.usecases.selling.pricing import price_basket
from desktop.usecases.sign_in import approve, sign_in
from desktop.usecases.staff import NewStaff, add_staff
from desktop.usecases.verify_till import verify_till
from loyalty.errors import LoyaltyError
from tests.conftest import STAFF_PIN

DEEP = {"id": "deep", "name": "Deep", "benefits": [{"discount": {"percent": 40}}]}


@pytest.fixture
def counter(selling, session):
    """A till with a cashier, a margin of 30 %, and an offer that would go below it."""
    publish_policy(selling, session, "groups", {"groups": [{"id": "SHOES", "margin": 30, "floor": 5}]})
    publish(selling, session, DEEP)
    cashier = add_staff(selling, session, NewStaff("ثنا", "cashier", pin=STAFF_PIN))
    add_staff(selling, session, NewStaff("نگار", "branch_manager", "negar", STAFF_PIN))
    return selling, sign_in(selling, cashier.staff_id, STAFF_PIN)


def basket(till):
    return basket_of([group_line(till, "SHOES", 100_000)])


def test_the_floor_holds_until_somebody_lets_it_go(counter) -> None:
    till, _ = counter
    held = price_basket(till, basket(till), None)
    assert held.quote.totals.net == 100_000
    assert [one.verdict for one in held.quote.verdicts] == ["margin"]
    free = price_basket(till, basket(till), None, past_floor=True)
    assert free.quote.totals.net == 60_000
    assert [one.verdict for one in free.quote.verdicts] == ["applied"]


def test_a_cashier_alone_may_not(counter) -> None:
    till, cashier = counter
    with pytest.raises(LoyaltyError, match="not_allowed"):
        checkout(till, cashier, basket(till), None, None, override="promised on the phone")
    with pytest.raises(LoyaltyError, match="document_not_word"):
        checkout(till, cashier, basket(till), None, None, override="  ")


def test_with_approval_it_stands_in_the_sale_with_its_reason(counter) -> None:
    till, cashier = counter
    sold = checkout(
        till,
        cashier,
        basket(till),
        None,
        None,
        override="promised",
        approval=approve(till, "negar", STAFF_PIN),
    )
    assert sold.sale.net == 60_000
    with till.read() as db:
        stored = stored_sale(db, sold.sale_id)
    assert stored is not None
    assert stored.sale.override == "promised"
    assert verify_till(till).ok


def test_a_sale_without_it_says_nothing(counter) -> None:
    till, cashier = counter
    sold = checkout(till, cashier, basket(till), None, None)
    assert (sold.sale.net, sold.sale.override) == (100_000, "")


def test_the_reason_waits_with_the_basket_and_is_signed_when_it_is_sold(counter) -> None:
    till, cashier = counter
    keep_open(till, cashier, basket(till), None, Named(override="promised"))
    kept = open_basket(till)
    assert kept is not None
    assert kept.named.override == "promised"

    name = park(till, cashier, basket(till), None, named=Named(override="promised"))
    assert recall(till, cashier, name).named.override == "promised"
    again = open_basket(till)
    assert again is not None
    assert again.named.override == "promised"
    with pytest.raises(LoyaltyError, match="not_allowed"):
        checkout(till, cashier, again.basket, None, None, override=again.named.override)
