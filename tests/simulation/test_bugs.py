"""Every planted bug is caught by the seed that is kept with it, for ever."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loyalty.errors import LoyaltyError
from tests.simulation import bugs
from tests.simulation.count_bugs import COUNT_BUGS
from tests.simulation.join_bugs import JOIN_BUGS
from tests.simulation.offer_bugs import OFFER_BUGS
from tests.simulation.world import run

# Worlds draw what they do: that every branch is walked is for the tests of the rules to show.
pytestmark = pytest.mark.no_cover

SEEDS = {
    "no_dedup": 0,
    "no_chain_check": 3,
    "fork_unnoticed": 3,
    "forgotten_epoch": 35,
    "doubt_too_late": 19,
    "unsigned_accepted": 0,
    "chain_of_another": 0,
    "ack_of_all_known": 3,
    "silent_twin_unseen": 8247,
    "ack_before_the_end": 0,
    "number_only_ack": 3,
    "page_applied_half": 0,
    "cursor_gap": 0,
    "generation_ignored": 13,
    "own_past_not_fetched": 3,
    "nothing_lent": 21,
    "poison_blocks": 6,
    "deferred_dropped": 6,
    "deferred_taken_as_missing": 6,
    "given_while_waiting": 949,
    "cause_fixed_while_waiting": 15,
    "forged_grant_believed": 6,
    "negative_return": 6,
    "over_grant": 0,
    "granted_twice": 0,
    "expired_granted": 0,
    "branch_lot_granted": 41,
    "granted_to_the_retired": 60,
    "home_to_two_hubs": 0,
    "nothing_asked_home": 0,
    "rest_kept_by_the_centre": 0,
    "home_is_not_given_back": 0,
    "recall_is_taking": 0,
    "reclaim_by_timer": 2,
    "cover_posted_twice": 15,
    "overspend_forgotten": 15,
    "late_fact_lost": 3,
    "late_grant_stranded": 3,
    "opening_counted_twice": 0,
    "opening_held_by_its_teller": 0,
    "gives_what_it_has_not": 0,
    "trust_unbounded": 7,
    "trust_despite_overspend": 121,
    "trust_counted_from_new": 25,
    "expired_in_the_hands_of_others": 1,
    "future_unbounded": 2,
    "stamped_by_time_alone": 1,
    "last_heard_stands": 0,
    "bound_too_late": 2,
}
"""Bug → the first seed that catches it."""


OFFER_SEEDS = {
    "cap_opened_at_each_publishing": 500,
    "last_told_cap_stands": 500,
    "lowered_cap_takes": 503,
    "share_of_what_is_not_there": 530,
    "share_is_taking": 624,
    "caps_opened_while_waiting": 2069,
    "grant_counts_each_time": 576,
    "grant_held_by_its_teller": 541,
    "drawn_without_right": 500,
    "drawn_and_not_told": 501,
    "uses_returned_twice": 517,
    "code_held_by_the_centre_too": 501,
}


COUNT_SEEDS = {
    "counted_by_whoever_sells": 750,
    "count_given_to_who_asks": 757,
    "count_kept_for_ever": 752,
    "use_forgotten": 750,
    "use_comes_back_against_the_policy": 750,
}


JOIN_SEEDS = {
    "back_without_doubt": 15,
    "forgotten_never_learned": 277,
    "retired_with_its_rights": 51,
    "not_awaited": 14837,
}


def test_every_bug_has_its_seed() -> None:
    """No bug is planted without being caught."""
    assert set(SEEDS) == {bug.__name__ for bug in bugs.BUGS}
    assert set(OFFER_SEEDS) == {bug.__name__ for bug in OFFER_BUGS}
    assert set(COUNT_SEEDS) == {bug.__name__ for bug in COUNT_BUGS}
    assert set(JOIN_SEEDS) == {bug.__name__ for bug in JOIN_BUGS}
    assert len(SEEDS) >= 25


@pytest.mark.parametrize("bug", bugs.BUGS, ids=lambda bug: bug.__name__)
def test_the_world_catches_it(
    bug: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seed is green without the bug and red with it."""
    seed, talks = SEEDS[bug.__name__], bug in bugs.TALKING
    run(seed, talks=talks)
    bug(monkeypatch)
    with pytest.raises((AssertionError, LoyaltyError)):
        run(seed, talks=talks)


@pytest.mark.parametrize("bug", OFFER_BUGS, ids=lambda bug: bug.__name__)
def test_the_world_catches_it_in_offers(
    bug: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seed is green without the bug and red with it."""
    seed = OFFER_SEEDS[bug.__name__]
    run(seed, offers=True)
    bug(monkeypatch)
    with pytest.raises((AssertionError, LoyaltyError)):
        run(seed, offers=True)


@pytest.mark.parametrize("bug", COUNT_BUGS, ids=lambda bug: bug.__name__)
def test_the_world_catches_it_in_counts(
    bug: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seed is green without the bug and red with it."""
    seed = COUNT_SEEDS[bug.__name__]
    run(seed, counts=True)
    bug(monkeypatch)
    with pytest.raises((AssertionError, LoyaltyError)):
        run(seed, counts=True)


@pytest.mark.parametrize("bug", JOIN_BUGS, ids=lambda bug: bug.__name__)
def test_the_world_catches_it_where_tills_come(
    bug: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seed is green without the bug and red with it."""
    seed = JOIN_SEEDS[bug.__name__]
    run(seed, joins=True)
    bug(monkeypatch)
    with pytest.raises((AssertionError, LoyaltyError)):
        run(seed, joins=True)
