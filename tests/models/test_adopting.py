"""Facts of another till are taken in whole: chained, signed, folded, opened with their members' keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.models.exchanges import Chains, lines_of
from desktop.models.highwater import Head
from desktop.models.opening import create_shop_file
from desktop.models.people import Person
from desktop.models.queries.lots import held, own_rights
from desktop.models.store import Store
from desktop.models.verify import verify
from loyalty.errors import LoyaltyError
from loyalty.exchange.judging import ChainHead
from loyalty.exchange.till import next_run, read_page
from loyalty.exchange.wire import Lines, MemberKey
from loyalty.kinds import LotAmount, MemberGone, TillOpened
from tests.models.world import OWNER, World, enrol, refund, sell


@pytest.fixture
def here(tmp_path: Path, shop: Store) -> Iterator[Store]:
    """Return another till of the same business, with nothing but its own beginning."""
    world = World(tmp_path / "here")
    world.dice.seed = "other"
    store = create_shop_file(
        world.folder,
        keys=world.keys,
        clock=world.clock,
        entropy=world.dice,
        business_id=shop.shop.business_id,
    )
    with store.transaction(OWNER) as tx:
        tx.record("till.opened", TillOpened("B1", store.till_public_key, "کفش", "IRT", 0, "shoes", test=True))
    yield store
    store.close()


def told(store: Store) -> Lines:
    """Return all a till would send."""
    with store.read() as db:
        chains = Chains(db, store.shop.till_id, {})
        head = store.past.head
        run = next_run(chains, ChainHead(head.epoch, head.seq, head.hash))
        return lines_of(db, run, store.signer, head.hash)


def take(store: Store, lines: Lines) -> int:
    with store.read() as db:
        page = read_page(Chains(db, store.shop.till_id, {}), lines.facts)
    with store.transaction("system") as tx:
        tx.adopt(page, lines)
    return len(page.fresh)


def sound(store: Store) -> None:
    with store.read() as db:
        assert verify(db).problems == ()


def test_a_page_is_folded_like_own_facts_and_moves_no_head(shop: Store, here: Store) -> None:
    member_id = enrol(shop, Person(name="سارا", phone="09121234567"))
    sale = sell(shop, member_id)
    before: tuple[Head, int] = (here.past.head, here.past.number)
    assert take(here, told(shop)) > 0
    assert (here.past.head, here.past.number) == before
    with here.read() as db:
        assert db.value("SELECT name FROM person WHERE member_id = ?", (member_id,)) == "سارا"
        (one,) = held(db, member_id)
        assert (one.remaining, one.here) == (30_000, 0)
        assert own_rights(db, [one.lot.lot_id]) == {}
    sound(here)
    sound(shop)
    assert take(here, told(shop)) == 0, "what is known is passed over"
    with here.transaction(OWNER) as tx:
        assert tx.next_number() == 1
    assert sale.seq > 0


def test_a_till_may_not_take_what_another_holds(shop: Store, here: Store) -> None:
    member_id = enrol(shop)
    sale = sell(shop, member_id)
    take(here, told(shop))
    with pytest.raises(LoyaltyError, match="right_overdrawn"):
        refund(here, sale, member_id, taken=(LotAmount(f"{sale.fact_id}.0", 1),))


def test_words_wait_for_their_key_and_a_null_key_forgets(shop: Store, here: Store) -> None:
    member_id = enrol(shop, Person(name="سارا", phone="09121234567"))
    lines = told(shop)
    take(here, Lines(lines.facts, lines.acts, lines.heads))
    with here.read() as db:
        assert db.value("SELECT count(*) FROM person") == 0
        assert db.value("SELECT count(*) FROM person_waiting") == 1
    take(here, Lines(keys=lines.keys))
    with here.read() as db:
        assert db.value("SELECT name FROM person") == "سارا"
        assert db.value("SELECT count(*) FROM person_waiting") == 0
    sound(here)
    take(here, Lines(keys=(MemberKey(member_id, None),)))
    with here.read() as db:
        assert db.value("SELECT count(*) FROM person") == 0
        assert db.value("SELECT count(*) FROM member_key") == 0


def test_an_erasure_from_elsewhere_is_remembered_outside_the_file(shop: Store, here: Store) -> None:
    member_id = enrol(shop, Person(name="سارا"))
    lines = told(shop)
    take(here, lines)
    with shop.transaction(OWNER) as tx:
        tx.record("member.erased", MemberGone(member_id))
    take(here, told(shop))
    with here.read() as db:
        assert db.value("SELECT count(*) FROM person") == 0
    assert member_id in here.erasures.read_text()
    take(here, Lines(keys=lines.keys))
    with here.read() as db:
        assert db.value("SELECT count(*) FROM member_key") == 0, "a key that comes late opens nobody erased"
    sound(here)


def test_a_broken_chain_is_taken_in_not_at_all(shop: Store, here: Store) -> None:
    sell(shop)
    lines = told(shop)
    with pytest.raises(LoyaltyError, match="feed_broken"):
        take(here, Lines(lines.facts[1:]))
    with here.read() as db:
        assert db.value("SELECT count(*) FROM fact") == 1


def test_a_wrong_signature_of_another_till_is_found(shop: Store, here: Store) -> None:
    sell(shop)
    lines = told(shop)
    forged = tuple(type(head)(head.epoch, head.seq, bytes(64)) for head in lines.heads)
    take(here, Lines(lines.facts, lines.acts, forged, lines.keys))
    with here.read() as db:
        assert [one.code for one in verify(db).problems] == ["head_signature_wrong"]
