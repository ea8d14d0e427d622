"""A till's side: what it sends, what it takes in, what it gives back and what it lends."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.errors import LoyaltyError
from loyalty.exchange.judging import ChainHead, Run
from loyalty.exchange.till import acknowledged, backed_trust, give_back, next_run, read_page, was_put_back
from loyalty.exchange.wire import Recall, Reply
from loyalty.facts import GENESIS
from loyalty.kinds import LotAmount, RightsReturned
from tests.loyalty.exchange.desk import Desk, sale
from tests.simulation.chains import Chains


class Outbox(Chains):
    """A till's own facts, none of them acknowledged."""

    def __init__(self, *told: tuple[ChainHead, bytes]) -> None:
        super().__init__()
        self.told = told

    def unsent(self, most: int) -> Sequence[tuple[ChainHead, bytes]]:
        """Return the oldest."""
        return self.told[:most]


@pytest.fixture
def desk() -> Desk:
    """Return a till with three facts."""
    desk = Desk().open()
    desk.write("sale.recorded", sale())
    desk.write("sale.recorded", sale())
    return desk


def known(desk: Desk, count: int) -> Chains:
    """Return what a till knows that has read so much."""
    chains = Chains()
    for linked in read_page(chains, desk.raws[:count]).fresh:
        chains.add(linked)
    return chains


def test_nothing_to_send_is_an_empty_run_at_the_head() -> None:
    head = ChainHead("e1", 3, b"h")
    assert next_run(Outbox(), head) == Run(head, ())


def test_a_run_is_of_one_epoch_and_of_a_size() -> None:
    first, second, other = ChainHead("e1", 1, b"1"), ChainHead("e1", 2, b"2"), ChainHead("e2", 0, b"2")
    outbox = Outbox((first, b"a"), (second, b"b"), (other, b"c"))
    assert next_run(outbox, other) == Run(first, (b"a", b"b"))
    assert next_run(outbox, other, most=1) == Run(first, (b"a",))


def test_a_page_is_proven_and_known_facts_passed_over(desk: Desk) -> None:
    page = read_page(known(desk, 1), desk.raws)
    assert [one.raw for one in page.fresh] == desk.raws[1:]
    assert page.heads == {"e1": desk.head}


def test_a_page_may_repeat_itself(desk: Desk) -> None:
    assert [one.raw for one in read_page(Chains(), [*desk.raws, *desk.raws]).fresh] == desk.raws


def test_an_epoch_that_follows_another_is_joined(desk: Desk) -> None:
    after = desk.leave("e2")
    assert len(read_page(known(desk, 3), after.raws).fresh) == 1


def test_what_is_too_old_to_be_kept_is_passed_over(desk: Desk) -> None:
    chains = known(desk, 3)

    class Pruned(Chains):
        def hash_at(self, epoch: str, seq: int) -> bytes | None:
            return None

    pruned = Pruned(chains.hashes)
    assert read_page(pruned, desk.raws).fresh == ()


def test_a_page_that_joins_nothing_is_refused(desk: Desk) -> None:
    other = Desk().open()
    other.write("sale.recorded", sale(), "another")
    nowhere = Desk("t9", "e9")
    nowhere.write("sale.recorded", sale())
    for chains, raws in [
        (Chains(), [b"junk"]),
        (Chains(), desk.raws[1:]),
        (Chains(), [desk.raws[0], desk.raws[2]]),
        (Chains(), [*desk.raws, other.raws[1]]),
        (known(desk, 3), [other.raws[1]]),
        (Chains(), nowhere.raws),
    ]:
        with pytest.raises(LoyaltyError, match="feed_broken"):
            read_page(chains, raws)


def test_a_first_fact_is_compared_too(desk: Desk) -> None:
    other = Desk()
    other.write("till.opened", _opened("another"))
    with pytest.raises(LoyaltyError, match="feed_broken"):
        read_page(known(desk, 1), other.raws)


def _opened(code: str) -> object:
    from dataclasses import replace

    from tests.loyalty.exchange.desk import OPENED

    return replace(OPENED, code=code)


def reply(seq: int, hash_: bytes = b"", epoch: str = "e1") -> Reply:
    """Return a reply that names a place."""
    return Reply("ok", epoch, seq, hash_.hex(), "1", 0, 0, 0, 0)


def test_an_acknowledgement_is_believed_by_its_hash(desk: Desk) -> None:
    chains = known(desk, 3)
    assert acknowledged(chains, reply(3, desk.head.hash)) == desk.head
    assert acknowledged(chains, reply(3, bytes(32))) is None
    assert acknowledged(chains, reply(4, desk.head.hash)) is None
    assert acknowledged(chains, reply(0)) == ChainHead("e1", 0, b"")


def test_a_till_sees_that_it_was_put_back() -> None:
    own = ChainHead("e1", 3, GENESIS)
    assert was_put_back(reply(4), own)
    assert not was_put_back(reply(3), own)
    assert not was_put_back(reply(4, epoch="e2"), own)


def test_what_is_asked_is_given_as_far_as_it_is_there() -> None:
    recalls = [
        Recall("a", 5, "claim"),
        Recall("a", 9, "cover"),
        Recall("b", 4, "home"),
        Recall("c", 1, "home"),
    ]
    given_ = give_back(recalls, {"a": 8, "b": 4, "busy": 9}, frozenset({"c"}))
    assert given_ == (
        RightsReturned((LotAmount("b", 4),), "home"),
        RightsReturned((LotAmount("a", 8),), "recalled"),
    )
    assert give_back([Recall("a", 5, "claim")], {"a": 5}, frozenset({"a"})) == ()
    assert give_back([Recall("a", -5, "claim")], {"a": 5}, frozenset()) == ()


AMOUNT = st.integers(-50, 200)


@given(AMOUNT, AMOUNT, AMOUNT, AMOUNT, st.booleans())
def test_trust_is_within_every_bound(limit: int, there: int, lent: int, pool: int, overspent: bool) -> None:
    most = backed_trust(limit, there, lent, pool, overspent)
    assert most >= 0
    if most:
        assert not overspent
        assert most + lent <= limit
        assert most + lent <= there
        assert most <= pool
