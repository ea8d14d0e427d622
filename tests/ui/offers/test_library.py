"""The ready offers: at least 24, all nine kinds, each sound, sayable in both languages and open in the editor."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import pytest

from desktop.ui.offers.draft import form_of, opened, written
from desktop.ui.offers.fields import Choices
from desktop.ui.offers.judging import judge
from desktop.ui.offers.till_offers import TillOffers
from desktop.usecases import offer_library
from desktop.usecases.offer_library import KINDS, TRADES, ReadyOffer, ready_offer, ready_offers
from desktop.usecases.offers import check_draft, publish
from desktop.usecases.policies import publish_policy
from desktop.usecases.products import set_products
from loyalty.errors import LoyaltyError
from loyalty.kinds import Product
from loyalty.offers.parse import parse_offer
from loyalty.policy import Rules
from loyalty.sentences.names import Names
from loyalty.sentences.offers import say_offer
from tests.ui.seats import OneSeat

ALL = ready_offers()
GROUPS = sorted(
    {
        "COLOUR",
        "MAKEUP",
        "NAIL",
        "CLOTHES",
        "SHIRTS",
        "DAIRY",
        "BREAD",
        "GREENS",
        "NUTS",
        "SHOES",
        "SOCKS",
        "BAGS",
    }
)


def test_all_kinds_and_trades_are_there() -> None:
    assert len(ALL) >= 24
    assert {one.kind for one in ALL} == set(KINDS)
    assert {one.trade for one in ALL} == set(TRADES)
    assert min(sum(1 for one in ALL if one.kind == kind) for kind in KINDS) >= 2
    assert len({one.key for one in ALL}) == len(ALL)


def test_each_file_is_named_as_its_offer() -> None:
    for one in (files("resources") / "offers").iterdir():
        assert json.loads(one.read_text(encoding="utf-8"))["id"] + ".json" == one.name


@pytest.mark.parametrize("ready", ALL, ids=lambda ready: ready.key)
def test_a_ready_offer_is_sound_and_says_itself(ready: ReadyOffer) -> None:
    offer = parse_offer(ready.document)
    fa, en = (say_offer(offer, lang, Names()) for lang in ("fa", "en"))
    assert fa.endswith(".")
    assert en.endswith(".")
    assert fa != en
    assert all(text.fa and text.en and text.fa != text.en for text in (ready.name, ready.note))
    assert not set("يك") & set(json.dumps(ready.document, ensure_ascii=False) + ready.note.fa)


@pytest.mark.parametrize("ready", ALL, ids=lambda ready: ready.key)
def test_a_ready_offer_opens_in_the_editor_and_means_the_same(
    ready: ReadyOffer, shop: OneSeat, choices: Choices
) -> None:
    document = opened(ready.document)
    assert judge(document, Rules()).problems == {}
    assert parse_offer(written(document)).benefits == parse_offer(ready.document).benefits
    for lang in ("fa", "en"):
        rows = [row for part in form_of(document, lang, choices).parts for row in part.rows]
        assert all(row.fields or row.title for row in rows)
        assert all(row.title not in ("", "has_tag") or row.adds for row in rows)
    check = check_draft(shop.till, ready.document)
    assert any(row.applies for row in check.alone)
    # Beside all others, published by another test, one may be beaten wherever it was tried.
    assert check.verdict in ("pays", "loses", "untried")


def test_a_ready_offer_can_be_published_as_it_is(shop: OneSeat) -> None:
    for ready in ALL:
        publish(shop.till, shop.session, ready.document)


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """One shop for all: it is only read, but for the last publishing."""
    import os

    from desktop.clocks import SystemClock
    from desktop.models.keys import FileKeys
    from desktop.usecases.new_shop import NewShop, new_shop
    from desktop.usecases.open_till import open_till
    from desktop.usecases.sign_in import sign_in
    from desktop.usecases.staff_keys import LIGHT
    from tests.conftest import OWNER_PIN

    folder = tmp_path_factory.mktemp("library")
    said = {"clock": SystemClock(), "keys": FileKeys(folder / "keys"), "key_cost": LIGHT}
    new = NewShop(name="نمونه", branch="مرکزی", owner_pin=OWNER_PIN, test=True)
    new_shop(folder / "shop", new, entropy=os.urandom, **said)
    till = open_till(folder / "shop", **said)
    session = sign_in(till, "owner", OWNER_PIN)
    rows = [{"id": one, "name": one.title(), "margin": 60} for one in GROUPS]
    publish_policy(till, session, "groups", {"groups": rows})
    priced = (("loaf", "BREAD", 60_000), ("cheese", "DAIRY", 95_000))
    set_products(
        till, session, [Product(name, "", name, group, price, 0, False) for name, group, price in priced]
    )
    yield OneSeat(till, session)
    till.close()


@pytest.fixture(scope="module")
def choices(shop: OneSeat) -> Choices:
    return TillOffers(shop).surroundings().choices


def test_an_unknown_one_is_refused_by_name() -> None:
    with pytest.raises(LoyaltyError, match="ready_offer_unknown"):
        ready_offer("none-such")


def test_a_broken_file_is_noticed() -> None:
    broken = {"id": "x", "kind": "moon", "trade": "any", "note": "n", "offer": {"name": "x", "benefits": []}}
    with pytest.raises(LoyaltyError, match="document_not_among"):
        offer_library._read(broken)


def large(value: object, place: str = "") -> dict[str, int]:
    """Return the numbers of a document that can only be amounts, by place: no percent, count or span is as large."""
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value)
    else:
        return {place: value} if isinstance(value, int) and value >= 1_000 else {}
    return {at: one for key, part in parts for at, one in large(part, f"{place}.{key}").items()}


def test_every_amount_of_every_ready_offer_is_told_in_the_money_of_the_shop() -> None:
    seen: set[str] = set()
    for one in ALL:
        toman = large(one.document)
        seen |= {place.rpartition(".")[2] for place in toman}
        rial, cents = large(ready_offer(one.key, "IRR").document), ready_offer(one.key, "USD").document
        assert rial == {place: 10 * amount for place, amount in toman.items()}, one.key
        assert set(large(cents).values()) <= {amount // 200 for amount in toman.values()}, one.key
    assert seen == {"amount", "cap", "price"}


def test_offers_for_the_shops_own_trade_stand_first(seat) -> None:
    till = seat.till
    till.store.shop = replace(till.shop, trade="salon")
    shelves = [one.shelf for one in TillOffers(seat).library("en")]
    own, any_trade = TRADES["salon"].en, TRADES["any"].en
    seen = list(dict.fromkeys(shelves))
    assert seen[:2] == [own, any_trade]
    # Each trade stands together, so that nothing of the shop's own is among that of others.
    assert len(shelves) - shelves[::-1].index(own) == shelves.count(own)
