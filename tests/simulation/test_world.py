"""Worlds by the hundred: whatever the network and the worst of days do, every rule holds at every step."""

from __future__ import annotations

import os

import pytest

from loyalty.exchange.reading import read_told
from loyalty.kinds import RightsGranted, SaleRecorded
from tests.simulation.centre import CENTRE_ID
from tests.simulation.checks import Violation
from tests.simulation.world import SHAPES, World, run

# Worlds draw what they do: that every branch is walked is for the tests of the rules to show.
pytestmark = pytest.mark.no_cover

CHUNK = 50
SEEDS = 1_000
TALKING = 200
SOAK = int(os.environ.get("BASHGAH_WORLDS", "20000"))
"""How many worlds `make soak` sees; the seeds begin at `BASHGAH_FIRST_WORLD`."""
FIRST = int(os.environ.get("BASHGAH_FIRST_WORLD", "1000"))


@pytest.mark.parametrize("first", range(0, SEEDS, CHUNK))
def test_every_rule_holds_in_every_world(first: int) -> None:
    """Run worlds of all shapes to their end; the checks stand in the world itself.

    In some people write words at clocks that are wrong by years, in half of them members use offers, in a quarter of these
    one that is capped for each member; in a third members come to be at home elsewhere; in a fifth tills come, and
    come again.
    """
    for seed in range(first, first + CHUNK):
        offers, counts = seed >= SEEDS // 2, seed >= SEEDS * 7 // 8
        moves, joins = seed % 3 == 1, seed % 5 == 2
        run(seed, talks=seed < TALKING, offers=offers, counts=counts, moves=moves, joins=joins)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(20))
def test_hunt(part: int) -> None:
    """Run many more, and name every seed that fails."""
    failed = []
    for seed in range(FIRST + part, FIRST + SOAK, 20):
        talks = seed // len(SHAPES) % 2 == 0
        try:
            offers = seed % 2 == 1 or seed % 16 > 7
            counts, moves, joins = seed % 4 == 3, seed % 3 == 1, seed % 5 == 2
            run(seed, steps=160, talks=talks, offers=offers, counts=counts, moves=moves, joins=joins)
        except AssertionError as found:
            failed.append((seed, talks, found.args))
    assert not failed


def test_the_same_seed_is_the_same_world() -> None:
    """A failing seed can be seen again."""
    one, other = run(15), run(15)
    assert one.centre.state.chains.tally() == other.centre.state.chains.tally()


def test_worlds_are_lively() -> None:
    """Sales, wishes, forks, restores and overspends really happen: an idle world would prove nothing."""
    worlds = [run(seed) for seed in range(3 * len(SHAPES))]
    kinds = {linked.fact.kind for world in worlds for linked in world.centre.state.chains.facts}
    assert {"sale.recorded", "sale.refunded", "rights.granted", "rights.returned", "lots.opened"} <= kinds
    assert {"till.retired", "epoch.opened", "lot.expired", "overspend.recognised"} <= kinds
    assert any(world.centre.generation > 1 for world in worlds)
    assert any(world.centre.state.claims for world in worlds)
    assert any(linked.fact.version == 2 for world in worlds for linked in world.centre.state.chains.facts)
    for world in worlds:
        assert world.forged.isdisjoint(world.centre.state.chains.ids)


def test_worlds_spend_what_was_claimed_while_things_fail() -> None:
    """In worlds of every shape spends lean on claims, and messages with wishes are lost on the way."""
    for place, shape in enumerate(SHAPES):
        worlds = [run(seed) for seed in range(place, 6 * len(SHAPES), len(SHAPES))]
        assert sum(world.in_vain for world in worlds) > 10, shape
        assert sum(_spends_of_claims(world) for world in worlds) > 2, shape


def _spends_of_claims(world: World) -> int:
    claimed: set[tuple[str, str]] = set()
    spends = 0
    for linked in world.centre.state.chains.facts:
        body = read_told(linked.fact, linked.raw, by_centre=linked.fact.till_id == CENTRE_ID).body
        if isinstance(body, RightsGranted) and body.why == "claim":
            claimed |= {(body.till_id, part.lot_id) for part in body.lots}
        elif isinstance(body, SaleRecorded):
            spends += any((linked.fact.till_id, part.lot_id) in claimed for part in body.spends)
    return spends


def test_worlds_use_offers() -> None:
    """Caps, grants and codes are used, shared out, claimed, refused and given back."""
    worlds = [run(seed, offers=True) for seed in range(500, 508)]
    assert sum(world.offers.drawn for world in worlds) > 30 < sum(world.offers.refused for world in worlds)
    told = [linked for world in worlds for linked in world.centre.state.chains.facts]
    given = {linked.fact.body[2] for linked in told if linked.fact.kind == "rights.granted"}
    assert {"share", "claim", "home"} <= given
    assert {"rights.opened", "uses.returned", "offer.granted"} <= {linked.fact.kind for linked in told}


def test_worlds_count_members() -> None:
    """An offer with a cap for each member is used, refused for the cap and for the count, and counts go from till to till."""
    worlds = [run(seed, counts=True) for seed in range(750, 758)]
    for told in ("capped", "refused"):
        assert sum(getattr(world.counts, told) for world in worlds) > 30
    assert sum(len(world.counts.sold) for world in worlds) > 30
    facts = [linked.fact for world in worlds for linked in world.centre.state.chains.facts]
    given = [
        fact.body
        for fact in facts
        if fact.kind == "rights.granted" and fact.body[1][0][0].startswith("count:")
    ]
    assert {"count", "claim", "home"} <= {body[2] for body in given}


def test_tills_come_and_come_again() -> None:
    """New ones join, retired ones come back in doubt, and a centre that was put back forgets one and learns of it again."""
    worlds = [run(seed, joins=True) for seed in (5, 13, 277, 4, 12, 20, 28, 7, 15)]
    facts = [linked.fact for world in worlds for linked in world.centre.state.chains.facts]
    let_in = [fact.body[0] for fact in facts if fact.kind == "till.enrolled"]
    assert len(let_in) > 15
    retired = {fact.body[0] for fact in facts if fact.kind == "till.retired"}
    assert retired & set(let_in)
    assert any(world.centre.generation > 1 and len(world.tills) > 4 for world in worlds)


def test_calm_worlds_are_never_overspent() -> None:
    """At trust 0, without lost machines, the house pays nothing, exactly."""
    for seed in range(0, 10 * len(SHAPES), len(SHAPES)):
        world = World(seed)
        assert world.calm
        assert world.run().overspent == 0


def test_a_check_that_fails_is_seen() -> None:
    """The checks are no comments: a balance moved by hand stops the world."""
    world = World(0)
    lot = "made-up.0"
    world.centre.state.accounts.book.accounts[lot] = {"t0": 5}
    world.centre.state.accounts.book.touched.add(lot)
    with pytest.raises(Violation, match="not conserved"):
        world.check(0)
