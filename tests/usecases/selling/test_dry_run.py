"""A draft tried on the shop's own past: exact sums, nothing recorded, cancelled at once."""

from __future__ import annotations

import pytest

from desktop.models.queries import replays
from desktop.usecases.offers import dry_run, offer_results, publish
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Line
from loyalty.errors import LoyaltyError

DRAFT = {
    "id": "tenth",
    "basket": {"basket_total": {"op": ">=", "amount": 100_000}},
    "benefits": [{"discount": {"percent": 10}}],
}


def sell(till: Till, session: Session, member_id: str | None, *amounts: int) -> None:
    for amount in amounts:
        checkout(till, session, basket_of([Line(1, "SHOES", amount)]), member_id, None)


@pytest.fixture
def past(selling: Till, session: Session, sara: str) -> Till:
    publish_policy(selling, session, "groups", {"groups": [{"id": "SHOES", "margin": 30}]})
    sell(selling, session, sara, 50_000, 100_000, 200_000)
    sell(selling, session, None, 300_000, 40_000)
    return selling


def test_the_past_is_counted_to_the_toman(past: Till) -> None:
    found = dry_run(past, DRAFT, days=30)
    assert (found.baskets, found.uses, found.members) == (5, 3, 1)
    assert (found.cost, found.discount, found.credit) == (60_000, 60_000, 0)
    # 60,000 less is taken in; members earn 10 % of 30,000 less.
    assert found.profit_change == -57_000
    assert [(one.group, one.profit_change) for one in found.by_group] == [("SHOES", -57_000)]
    assert [(one.tier, one.uses) for one in found.by_tier] == [("", 1), ("bronze", 2)]
    # Kept before: 180,000 less 30,000 of credit; 93,000 after.
    assert found.break_even_uplift == 57_000 * 1_000_000 // 93_000 + 1
    assert found.uplift_to_read == 613_000


def test_only_what_comes_on_top_of_the_live_offers_counts(past: Till, session: Session) -> None:
    publish(past, session, {"id": "better", "benefits": [{"discount": {"percent": 20}}]})
    assert dry_run(past, DRAFT, days=30).uses == 0


def test_history_is_as_it_was_before_each_purchase(past: Till) -> None:
    third = {**DRAFT, "audience": {"visits": {"op": ">=", "value": 2}}}
    assert dry_run(past, third, days=30).uses == 1


def test_a_one_shot_is_used_once_by_a_member(past: Till) -> None:
    once = {**DRAFT, "kind": "one_shot", "audience": {"member": True}}
    assert dry_run(past, once, days=30).uses == 1


def test_margins_unknown_are_said_so(past: Till, session: Session) -> None:
    publish_policy(past, session, "groups", {"groups": [{"id": "SHOES"}]})
    found = dry_run(past, DRAFT, days=30)
    assert (found.profit_change, found.break_even_uplift, found.unknown_net) == (None, None, 540_000)


def test_it_tells_how_far_it_is_and_stops_when_told(past: Till) -> None:
    told: list[tuple[int, int]] = []
    dry_run(past, DRAFT, 30, lambda done, whole: told.append((done, whole)))
    assert told[-1] == (5, 5)
    with pytest.raises(LoyaltyError, match="dry_run_cancelled"):
        dry_run(past, DRAFT, 30, cancelled=lambda: True)


def test_other_processes_count_the_same(past: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = dry_run(past, DRAFT, days=30)
    monkeypatch.setattr("desktop.usecases.offers.dry_running.WORTHWHILE", 0)
    assert dry_run(past, DRAFT, days=30) == alone


def test_what_an_offer_has_done_is_told_by_day_and_around_its_first_use(
    past: Till, session: Session, sara: str
) -> None:
    publish(past, session, DRAFT)
    sell(past, session, sara, 100_000, 60_000)
    found = offer_results(past, "tenth")
    assert (found.uses, found.members, found.cost, found.effect) == (1, 1, 10_000, None)
    # 90,000 is taken in for what cost 70,000; the base credit is no cost of the offer.
    assert found.profit == 20_000
    assert [(one.uses, one.cost) for one in found.by_day] == [(1, 10_000)]
    assert [(one.days, one.members) for one in found.around] == [(7, 0), (10, 0), (14, 0), (30, 0)]


def test_with_a_holdout_a_share_of_members_gets_nothing(past: Till, session: Session, sara: str) -> None:
    publish(past, session, {**DRAFT, "audience": {"member": True}, "holdout": "99.9999"})
    sell(past, session, sara, 100_000)
    found = offer_results(past, "tenth")
    assert (found.uses, found.holdout, found.effect) == (0, 999_999, None)


def test_parts_of_the_past_are_small_and_nobody_is_divided_among_two(
    past: Till, session: Session, sara: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replays, "WALK_INS", 1)
    sell(past, session, None, 10_000, 20_000)
    with past.read() as db:
        by_purchases = list(replays.parts_of_past(db, 0, people=400, purchases=3))
        by_people = list(replays.parts_of_past(db, 0, people=2, purchases=100))
    assert [[(one.member_id, len(one.rows)) for one in part] for part in by_purchases] == [
        [(sara, 3)],
        [("", 1), ("", 1), ("", 1)],
        [("", 1)],
    ]
    assert [len(part) for part in by_people] == [2, 2, 1]
    assert by_purchases[0][0].joined_on == by_people[0][0].joined_on == past.today()
    assert by_people[0][1].joined_on is None


def test_reading_the_past_leaves_as_much_of_the_file_at_hand_as_there_was(past: Till) -> None:
    with past.read() as db:
        before = db.value("PRAGMA cache_size")
        with db.sparing(1_024):
            assert db.value("PRAGMA cache_size") == -1_024
    dry_run(past, DRAFT, days=30)
    with past.read() as db:
        assert db.value("PRAGMA cache_size") == before
