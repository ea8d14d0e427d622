"""The open basket outlives a crash, is in one place only, and goes with what takes it away."""

from __future__ import annotations

import pytest

from desktop.models import log
from desktop.usecases.members.erasing import erase
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.parking import keep_open, open_basket, park, parked, recall
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Basket, Tender
from loyalty.errors import LoyaltyError


@pytest.fixture
def shoes(selling: Till) -> Basket:
    """Return a basket of 5,000 and 6,000."""
    return basket_of([group_line(selling, "SHOES", amount) for amount in (5_000, 6_000)])


def test_the_last_state_kept_is_what_comes_back(selling, session: Session, sara: str, shoes: Basket) -> None:
    keep_open(selling, session, basket_of(shoes.lines[:1]), None)
    keep_open(selling, session, shoes, sara)
    back = open_basket(selling)
    assert back is not None
    assert (back.basket, back.member_id, back.staff_id) == (shoes, sara, session.staff_id)
    assert parked(selling) == ()
    keep_open(selling, session, basket_of([]), None)
    assert open_basket(selling) is None


def test_a_sale_forgets_it_with_the_fact_or_not_at_all(
    selling, session: Session, shoes: Basket, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_open(selling, session, shoes, None)
    whole = log.Tx.sign_head
    monkeypatch.setattr(log.Tx, "sign_head", _pulled)
    with pytest.raises(OSError, match="pulled"):
        checkout(selling, session, shoes, None, (Tender("cash", 11_000),))
    monkeypatch.setattr(log.Tx, "sign_head", whole)
    assert open_basket(selling) is not None
    checkout(selling, session, shoes, None, (Tender("cash", 11_000),))
    assert open_basket(selling) is None


def _pulled(*_: object) -> None:
    raise OSError("pulled")


def test_parking_and_recalling_move_it(selling, session: Session, sara: str, shoes: Basket) -> None:
    keep_open(selling, session, shoes, sara)
    name = park(selling, session, shoes, sara)
    assert open_basket(selling) is None
    recall(selling, session, name)
    back = open_basket(selling)
    assert back is not None
    assert (back.basket, back.member_id, parked(selling)) == (shoes, sara, ())


def test_what_is_sold_or_parked_elsewhere_leaves_it(selling, session: Session, shoes: Basket) -> None:
    keep_open(selling, session, shoes, None)
    checkout(selling, session, shoes, None, (Tender("cash", 11_000),), at_counter=False)
    name = park(selling, session, shoes, None, at_counter=False)
    recall(selling, session, name, at_counter=False)
    assert open_basket(selling) is not None


def test_an_erased_member_is_not_written_down_again(
    selling, session: Session, sara: str, shoes: Basket
) -> None:
    keep_open(selling, session, shoes, sara)
    erase(selling, session, sara, confirmed=True)
    assert open_basket(selling) is None
    keep_open(selling, session, shoes, sara)
    back = open_basket(selling)
    assert back is not None
    assert back.member_id is None


def test_it_is_no_fact_and_no_parked_basket(selling, session: Session, shoes: Basket) -> None:
    with selling.read() as db:
        before = db.value("SELECT count(*) FROM fact")
    keep_open(selling, session, shoes, None)
    with selling.read() as db:
        assert db.value("SELECT count(*) FROM fact") == before
    with pytest.raises(LoyaltyError, match="parked_unknown"):
        recall(selling, session, "open")
