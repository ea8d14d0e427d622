"""The centre's deeds without a network between: what is counted, what is kept aside, who may be retired when."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from central.clocks import MachineClock
from central.store import accounts
from central.store.catalogue import TillKey
from central.store.places import Place, open_place
from central.usecases import belonging, enrolling
from central.usecases.checking import check_business
from central.usecases.enrolling import enrol_till, look_at_code
from central.usecases.exchanging import Exchanged, exchange
from central.usecases.founding import CODE_LIFE, NewBusiness, Opening, found_business, issue_code
from central.usecases.listing import list_tills
from central.usecases.retiring import SILENCE, retire_till
from central.usecases.updating import fold_deferred
from loyalty import rights
from loyalty.clock import DAY
from loyalty.errors import LoyaltyError
from loyalty.exchange import caps
from loyalty.exchange.wire import Lines, Request, Wish
from loyalty.ids import IdMaker, new_id
from loyalty.kinds import (
    CREDIT,
    CodesIssued,
    EntryAdjusted,
    Grant,
    LotAmount,
    OfferGranted,
    PolicyPublished,
    RightsGranted,
    RightsReturned,
    kind_version,
    pack_body,
    registry,
)
from loyalty.rights import CENTRE
from loyalty.uses import code_of, count_of, number_of, one_of
from tests.central.till import Till, now


@dataclass
class MovedClock:
    """The machine's clock, moved forward."""

    ahead: int = 0

    def now(self) -> int:
        return MachineClock().now() + self.ahead

    def steady(self) -> int:
        return MachineClock().steady() + self.ahead

    def boot_id(self) -> str:
        return "boot"


@dataclass
class Bench:
    """A business in an open place."""

    place: Place
    clock: MovedClock
    ids: IdMaker
    business_id: str

    def code(self) -> str:
        return self.code_of(Opening())

    def code_of(self, opening: Opening) -> str:
        return issue_code(self.place, self.clock, self.ids, os.urandom, self.business_id, opening)[0]

    def name_of(self, code: str) -> str:
        return look_at_code(self.place, self.clock, code).till_code

    def till(self) -> Till:
        till = Till(None)  # type: ignore[arg-type]
        till.open()
        till.enrolled = enrol_till(self.place, self.clock, self.ids, till.enrolment(self.code()))
        return till

    def come(self, code: str) -> Till:
        """Let a new till in by a code for a branch."""
        invited, till = look_at_code(self.place, self.clock, code), Till(None)  # type: ignore[arg-type]
        till.business_id, till.branch_id = invited.business_id, invited.branch_id
        till.called = invited.till_code
        till.open()
        till.enrolled = enrol_till(self.place, self.clock, self.ids, till.enrolment(code))
        return till

    def send(self, till: Till, *wishes: Wish) -> Exchanged:
        run = till.own[till.acked :]
        after = till._first()
        request = Request(after.epoch, after.seq, after.hash.hex(), till.generation, 0, 0, 100, claims=wishes)
        lines = Lines(tuple(one.raw for one in run), heads=(till.head_line(run[-1].head),) if run else ())
        key = TillKey(till.till_id, self.business_id, till.public_key)
        done = exchange(self.place, self.clock, self.ids, key, request, lines)
        till.acked = len(till.own)
        return done


@pytest.fixture
def bench(new_place: Callable[[], str]) -> Iterator[Bench]:
    place, clock, ids = open_place(new_place()), MovedClock(), IdMaker(os.urandom)
    business = found_business(place, clock, ids, os.urandom, NewBusiness("باغ"))
    yield Bench(place, clock, ids, business.business_id)
    place.close()


def gift(amount: int) -> EntryAdjusted:
    return EntryAdjusted("m", (Grant(CREDIT, "business", amount, 0, None, "gift"),), (), "gift")


def test_each_fact_gets_its_class(bench: Bench) -> None:
    till = bench.till()
    twice = new_id(now(), os.urandom)
    for _ in range(2):
        till.record("entry.adjusted", gift(5), fact_id=twice)
    till.record("rights.granted", RightsGranted(till.till_id, (LotAmount("x", 5),), "claim", ""))
    till.record("entry.adjusted", gift(-5))
    assert bench.send(till).classes == ("ok", "ok", "twin", "poison", "unsound")
    assert check_business(bench.place, bench.business_id).problems == ()


def test_a_code_ends_after_a_week(bench: Bench) -> None:
    code, till = bench.code(), Till(None)  # type: ignore[arg-type]
    bench.clock.ahead = CODE_LIFE + 1
    with pytest.raises(LoyaltyError, match="till_code_expired"):
        look_at_code(bench.place, bench.clock, code)
    with pytest.raises(LoyaltyError, match="till_code_expired"):
        enrol_till(bench.place, bench.clock, bench.ids, till.enrolment(code))


def test_codes_that_wait_name_tills_of_different_numbers(bench: Bench) -> None:
    codes = [bench.code_of(Opening(new_branch=f"b{number}")) for number in range(4)]
    assert [bench.name_of(code) for code in codes] == ["A1", "A2", "A3", "A4"]
    assert [bench.name_of(code) for code in codes] == ["A1", "A2", "A3", "A4"]
    bench.come(codes[3])
    bench.clock.ahead = CODE_LIFE + 1
    # What nobody came with is free again; what stands on somebody's receipts is not.
    later = [bench.code_of(Opening(branch="b0")) for _ in range(4)]
    assert [bench.name_of(code) for code in later] == ["A1", "A2", "A3", "A5"]


def test_a_code_nobody_looked_at_takes_no_name_away(bench: Bench) -> None:
    for number in range(5):
        bench.code_of(Opening(new_branch=f"mistyped {number}"))
    bench.code()
    assert bench.name_of(bench.code_of(Opening(new_branch="Tajrish"))) == "A1"


def test_a_shop_that_comes_with_its_own_name_takes_it_from_a_code(bench: Bench) -> None:
    code, shop = bench.code_of(Opening(new_branch="Tajrish")), Till(None)  # type: ignore[arg-type]
    assert bench.name_of(code) == "A1"
    shop.called = "A1"
    enrol_till(bench.place, bench.clock, bench.ids, shop.enrolment(bench.code()))
    assert bench.name_of(code) == "A2"
    assert bench.come(code).called == "A2"


def test_no_till_comes_in_under_a_name_that_is_anothers_by_now(bench: Bench) -> None:
    first = bench.code_of(Opening(new_branch="Tajrish"))
    assert bench.name_of(first) == "A1"
    half = Till(None)  # type: ignore[arg-type]
    half.called = "A1"
    bench.clock.ahead = CODE_LIFE + 1
    assert bench.come(bench.code_of(Opening(branch="Tajrish"))).called == "A1"
    invited = look_at_code(bench.place, bench.clock, code := bench.code_of(Opening(branch="Tajrish")))
    half.business_id, half.branch_id = invited.business_id, invited.branch_id
    with pytest.raises(LoyaltyError, match="till_name_taken"):
        enrol_till(bench.place, bench.clock, bench.ids, half.enrolment(code))
    half.called = invited.till_code
    enrol_till(bench.place, bench.clock, bench.ids, half.enrolment(code))


def test_of_two_that_come_in_one_moment_under_one_name_one_is_let_in(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = bench.code_of(Opening(new_branch="Tajrish"))
    assert bench.name_of(first) == "A1"
    second = bench.code_of(Opening(branch="Tajrish"))
    refused: list[str] = []

    def come_between(*rest: Any) -> Any:
        monkeypatch.setattr(enrolling, "sit", sit)
        late = half_made(bench, second, "A1")
        with pytest.raises(LoyaltyError) as problem:
            enrol_till(bench.place, bench.clock, bench.ids, late.enrolment(second))
        refused.append(problem.value.code)
        return sit(*rest)

    sit = enrolling.sit
    monkeypatch.setattr(enrolling, "sit", come_between)
    enrol_till(bench.place, bench.clock, bench.ids, half_made(bench, first, "A1").enrolment(first))
    assert refused == ["till_name_taken"]
    assert bench.come(second).called == "A2", "its code is still good"


def half_made(bench: Bench, code: str, called: str) -> Till:
    """Return a till whose folder was made, and called so, before it came with a code."""
    invited, till = look_at_code(bench.place, bench.clock, code), Till(None)  # type: ignore[arg-type]
    till.business_id, till.branch_id, till.called = invited.business_id, invited.branch_id, called
    return till


def test_the_code_a_till_came_with_once_does_not_bring_it_back(bench: Bench) -> None:
    till, code = Till(None), bench.code()  # type: ignore[arg-type]
    till.open()
    asked = till.enrolment(code, "n")
    till.enrolled = enrol_till(bench.place, bench.clock, bench.ids, asked)
    bench.send(till)
    retire_till(bench.place, bench.clock, bench.ids, bench.business_id, till.till_id, "stolen", ("a", "b"))
    with pytest.raises(LoyaltyError, match="till_code_used"):
        enrol_till(bench.place, bench.clock, bench.ids, asked)
    assert list_tills(bench.place, bench.business_id).tills[0].till.retired_at is not None
    # A new code does, under the same nonce, and asked again it is answered the same.
    again = till.enrolment(bench.code(), "n")
    assert enrol_till(bench.place, bench.clock, bench.ids, again) == enrol_till(
        bench.place, bench.clock, bench.ids, again
    )


def test_a_code_for_a_shop_of_its_own_tells_nobody_who_works_here(bench: Bench) -> None:
    assert look_at_code(bench.place, bench.clock, bench.code()).owners is None


def test_the_same_nonce_is_answered_after_the_week_too(bench: Bench) -> None:
    till, code = Till(None), bench.code()  # type: ignore[arg-type]
    asked = till.enrolment(code, "n")
    first = enrol_till(bench.place, bench.clock, bench.ids, asked)
    bench.clock.ahead = CODE_LIFE + 1
    assert enrol_till(bench.place, bench.clock, bench.ids, asked) == first
    assert len(list_tills(bench.place, bench.business_id).tills) == 1


def test_after_a_day_of_silence_one_person_retires_a_till(bench: Bench) -> None:
    till = bench.till()
    bench.send(till)
    with pytest.raises(LoyaltyError, match="retiring_needs_two"):
        retire_till(bench.place, bench.clock, bench.ids, bench.business_id, till.till_id, "lost", ("a",))
    bench.clock.ahead = SILENCE + 1
    retire_till(bench.place, bench.clock, bench.ids, bench.business_id, till.till_id, "lost", ("a",))
    assert list_tills(bench.place, bench.business_id).tills[0].till.retired_at is not None


def test_a_retired_till_that_comes_back_is_in_doubt(bench: Bench) -> None:
    till = bench.till()
    till.record("entry.adjusted", gift(50))
    bench.send(till)
    retire_till(bench.place, bench.clock, bench.ids, bench.business_id, till.till_id, "lost", ("a", "b"))
    enrol_till(bench.place, bench.clock, bench.ids, till.enrolment(bench.code()))
    row = list_tills(bench.place, bench.business_id).tills[0]
    assert (row.till.retired_at, row.till.doubt, row.held.credit) == (None, "behind", 0)
    assert bench.send(till, Wish("w", (("x", 1),))).reply.claims[0].reason == "till_doubtful"


def test_home_is_where_the_member_comes_most(bench: Bench) -> None:
    near, far = bench.till(), bench.till()
    member = near.enrol()
    lot = near.give(member, 90)
    bench.send(near)
    for _ in range(3):
        far.sell(member)
    bench.send(far)
    assert [recall.why for recall in bench.send(near).reply.recalls] == ["home"]
    assert lot in {recall.lot_id for recall in bench.send(near).reply.recalls}


def test_a_members_count_is_opened_for_who_asks_and_is_at_home_with_the_member(bench: Bench) -> None:
    near, far = bench.till(), bench.till()
    member = near.enrol()
    count = count_of(member, near.till_id)
    bench.send(near)
    assert bench.send(far, Wish("w", ((count, 1),))).reply.claims[0].asked == (near.till_id,)
    assert [(one.lot_id, one.why) for one in bench.send(near).reply.recalls] == [(count, "claim")]
    near.record("rights.returned", RightsReturned((LotAmount(count, 1),), "recalled"))
    bench.send(near)
    assert bench.send(far, Wish("w", ((count, 1),))).reply.claims[0].state == "granted"
    # The member joined near and comes there: idle, the count goes back; and with the member, should they move.
    assert [(one.lot_id, one.why) for one in bench.send(far).reply.recalls] == [(count, "home")]
    for _ in range(3):
        far.sell(member)
    bench.send(far)
    assert bench.send(far).reply.recalls == ()
    assert not check_business(bench.place, bench.business_id).problems


def test_a_wish_is_forgotten_after_two_minutes(bench: Bench) -> None:
    holder, asker = bench.till(), bench.till()
    lot = holder.give(holder.enrol(), 90)
    bench.send(holder)
    bench.send(asker, Wish("w", ((lot, 10),)))
    assert [recall.why for recall in bench.send(holder).reply.recalls] == ["claim"]
    bench.clock.ahead = 120_001
    assert bench.send(holder).reply.recalls == ()


def test_after_an_update_what_was_put_off_is_folded(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    till, other = bench.till(), bench.till()
    bench.send(other)
    row = pack_body("entry.adjusted", gift(5))
    newer = till.record_row("entry.adjusted", row, version=kind_version("entry.adjusted") + 1)
    assert bench.send(till).reply.notes == ((newer, "deferred"),)
    assert bench.send(other, Wish("w", (("x", 1),))).reply.claims[0].reason == "centre_waits"
    assert fold_deferred(bench.place, bench.clock, bench.ids) == 0
    version, cls = registry.KINDS["entry.adjusted"]
    monkeypatch.setitem(registry.KINDS, "entry.adjusted", (version + 1, cls))
    assert fold_deferred(bench.place, bench.clock, bench.ids) == 1
    assert {row.held.credit for row in list_tills(bench.place, bench.business_id).tills} == {0, 5}
    assert bench.send(other, Wish("v", ((f"{newer}.0", 1),))).reply.claims[0].state == "asked"
    assert fold_deferred(bench.place, bench.clock, bench.ids) == 0
    assert check_business(bench.place, bench.business_id).problems == ()


def test_what_the_centre_holds_of_an_expired_lot_is_posted_after_a_week(bench: Bench) -> None:
    dead, other = bench.till(), bench.till()
    ends = now() + DAY
    dead.record(
        "entry.adjusted", EntryAdjusted("m", (Grant(CREDIT, "business", 50, 0, ends, "gift"),), (), "gift")
    )
    bench.send(dead)
    retire_till(bench.place, bench.clock, bench.ids, bench.business_id, dead.till_id, "lost", ("a", "b"))
    for ahead, left in ((7 * DAY, 50), (9 * DAY, 0)):
        bench.clock.ahead = ahead
        bench.send(other)
        with bench.place.business(bench.business_id) as db:
            assert sum(accounts.held_by(db, CENTRE).values()) == left
    assert check_business(bench.place, bench.business_id).problems == ()


def test_uses_that_an_older_version_kept_are_accounted_for_after_the_update(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    till, member = bench.till(), new_id(now(), os.urandom)
    with monkeypatch.context() as older:
        older.setattr(rights, "use_moves", lambda *_: ())
        older.setattr(belonging, "use_lots", lambda *_: ())
        older.setattr(caps, "learn", lambda *_: None)
        document = '{"id": "ten", "caps": {"number": 10}}'
        till.record("policy.published", PolicyPublished("offer:ten", 1, document, "", ""))
        for _ in range(2):
            till.record("offer.granted", OfferGranted("gift", 1, (member,)))
        till.record("code.issued", CodesIssued("coded", 1, ("d",)))
        bench.send(till)
    names = number_of("ten"), one_of("gift", member, 1), code_of("coded", "d")
    for _ in range(2):
        with bench.place.business(bench.business_id, write=True) as db:
            db.run("DELETE FROM capped_offer WHERE business_id = :b AND offer_id = ''")
        fold_deferred(bench.place, bench.clock, bench.ids)
        with bench.place.business(bench.business_id) as db:
            held = dict(accounts.all_accounts(db))
        assert held == {(names[0], CENTRE): 10, (names[1], CENTRE): 1, (names[2], till.till_id): 1}
        assert check_business(bench.place, bench.business_id).problems == ()
