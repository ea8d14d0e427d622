"""Every verdict and every promise of an exchange, over real HTTP with real keys."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from loyalty.exchange.judging import ChainHead
from loyalty.exchange.wire import Lines, MemberKey, Request, Wish
from loyalty.facts import GENESIS
from loyalty.kinds import LotAmount, MemberGone, OverspendRecognised
from tests.central.places import Business
from tests.central.till import Refused, Till


def test_a_till_joins_and_its_facts_are_kept(business: Business) -> None:
    till = business.till()
    till.enrol()
    reply = till.exchange()
    assert (reply.verdict, reply.seq, reply.hash) == ("ok", till.seq, till.head.hex())
    assert reply.caught_up
    assert reply.tally == till.tally()


def test_the_invitation_says_what_the_code_is_for(business: Business) -> None:
    code = business.code("--new-branch", "ونک")
    told = Till(business.centre.http).look(code.lower().replace("-", " "))
    assert (told["business_id"], told["branch_name"], told["currency"], told["zone"]) == (
        business.business_id, "ونک", "IRT", "Asia/Tehran",
    )  # fmt: skip


def test_a_code_lets_one_till_in_and_the_same_nonce_is_answered_the_same(business: Business) -> None:
    first, code = Till(business.centre.http), business.code("--own-branch")
    asked = first.enrolment(code, "nonce-1")
    answers = [first.http.post("/v1/enroll", json=_plain(asked)).json() for _ in range(2)]
    assert answers[0] == answers[1]
    second = Till(business.centre.http)
    with pytest.raises(Refused, match="till_code_used"):
        second.join(code)
    refused = second.http.post("/v1/enroll", json=_plain(second.enrolment(code, "nonce-1")))
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "till_code_used")


def _plain(asked: object) -> dict:
    return {name: getattr(asked, name) for name in asked.__dataclass_fields__}


def test_a_shop_with_a_past_is_adopted_with_its_own_names(business: Business) -> None:
    old = Till(business.centre.http)
    old.open()
    member = old.enrol()
    lot = old.give(member, 700)
    business.till("--own-branch", till=old)
    reply = old.catch_up()
    assert reply.notes == ()
    assert old.enrolled.business_id == business.business_id != old.business_id
    assert old.enrolled.branch_id == old.branch_id
    other = business.till()
    other.catch_up()
    assert other.book.held(lot, old.till_id) == 700


def test_a_shop_of_another_currency_is_refused(business: Business) -> None:
    till = Till(business.centre.http)
    asked = {**_plain(till.enrolment(business.code("--own-branch"))), "currency": "EUR"}
    refused = till.http.post("/v1/enroll", json=asked)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "enrolment_currency_differs")


def test_facts_reach_the_other_till_in_order_and_both_hold_the_same(business: Business) -> None:
    one, two = business.till(), business.till()
    for _ in range(5):
        one.give(one.enrol(), 100)
        two.give(two.enrol(), 100)
        one.exchange()
        two.exchange()
    first, second = one.catch_up(), two.catch_up()
    one.catch_up()
    assert one.tally() == two.tally() == second.tally
    assert first.generation == second.generation
    assert {key for key, value in one.keys.items() if value} >= set(two.keys) - set(one.keys)


def test_the_page_is_cut_and_gone_on_with(business: Business) -> None:
    one, two = business.till(), business.till()
    for _ in range(25):
        one.enrol()
    one.catch_up()
    pages = [two.exchange(limit=7) for _ in range(2)]
    assert [reply.caught_up for reply in pages] == [False, False]
    assert pages[0].tally is None
    assert pages[0].pos < pages[1].pos < pages[1].last_pos
    two.catch_up()
    assert two.tally()[0] == pages[1].last_pos


def test_sent_again_the_same_facts_are_there_already(business: Business) -> None:
    till = business.till()
    till.enrol()
    till.catch_up()
    before = till.last_tally
    till.acked = 0
    reply = till.exchange()
    assert (reply.verdict, reply.seq) == ("ok", till.seq)
    assert reply.tally == before


def test_a_gap_is_stale_and_the_centre_says_where_it_stands(business: Business) -> None:
    till = business.till()
    till.exchange()
    for _ in range(4):
        till.enrol()
    till.acked += 2
    reply = till.exchange()
    assert (reply.verdict, reply.seq) == ("stale", 1)
    assert reply.hash == till.own[0].head.hash.hex()


def test_a_twin_is_a_fork_and_is_set_aside(business: Business) -> None:
    till = business.till()
    till.exchange()
    twin = replace(till, own=list(till.own), chains=dict(till.chains), feed=[], raws=[])
    till.enrol()
    till.catch_up()
    twin.enrol()
    forked = twin.exchange()
    assert (forked.verdict, forked.seq, forked.hash) == ("fork", 1, twin.own[0].head.hash.hex())
    twin.new_epoch("fork")
    twin.acked = len(twin.own) - 1
    assert (reply := twin.exchange()).verdict == "ok"
    assert (reply.doubt, business.cli("tills")["tills"][0]["doubt"]) == ("fork", "fork")
    assert twin.exchange(Wish("w", (("x.0", 5),))).claims[0].reason == "till_doubtful"


def test_without_its_signature_nothing_is_kept(business: Business) -> None:
    till = business.till()
    till.enrol()
    run = till.own
    request = Request(till.epoch, 0, GENESIS.hex(), "", 0, 0, 100)
    reply, _ = till.send(request, Lines(tuple(one.raw for one in run)))
    assert (reply.verdict, reply.seq) == ("unsigned", 0)


def test_a_till_put_back_is_in_doubt_until_it_knows_all(business: Business) -> None:
    till = business.till()
    lot = till.give(till.enrol(), 900)
    till.catch_up()
    known = len(till.own)
    till.enrol()
    till.catch_up()
    late = till.own.pop()
    till.seq, till.head, till.acked = known, till.own[-1].head.hash, known
    till.new_epoch("behind")
    till.exchange()
    assert business.cli("tills")["tills"][0]["doubt"] == "behind"
    assert till.exchange(Wish("w", ((lot, 1),))).claims[0].reason == "till_doubtful"
    reply, down = till.send(
        Request(till.epoch, till.seq, till.head.hex(), till.generation, 0, 0, 1_000, own=True), Lines()
    )
    assert late.raw in down.facts
    request = Request(
        till.epoch, till.seq, till.head.hex(), till.generation, reply.pos, 0, 1_000, tally=reply.tally
    )
    till.send(request, Lines())
    assert business.cli("tills")["tills"][0]["doubt"] == ""


def test_credit_goes_where_it_is_wished_for(business: Business) -> None:
    one, two = business.till(), business.till()
    lot = one.give(member := one.enrol(), 5_000)
    one.catch_up()
    two.catch_up()
    wish = Wish("w-1", ((lot, 3_000),))
    claim = two.exchange(wish).claims[0]
    assert (claim.state, claim.asked) == ("asked", (one.till_id,))
    one.exchange()
    assert [(recall.lot_id, recall.amount, recall.why) for recall in one.recalls] == [(lot, 3_000, "claim")]
    one.return_rights()
    one.catch_up()
    granted = two.exchange(wish).claims[0]
    assert (granted.state, granted.lots) == ("granted", ((lot, 3_000),))
    assert two.held(lot) == 3_000
    assert two.exchange(wish).claims[0] == granted
    two.sell(member, 10_000, spends={lot: 3_000})
    two.catch_up()
    one.catch_up()
    assert (one.held(lot), two.held(lot)) == (2_000, 0)
    assert business.cli("verify")["ok"]


def test_what_nobody_waits_for_goes_home(business: Business) -> None:
    home, far = business.till(), business.till()
    member = home.enrol()
    for _ in range(2):
        home.sell(member)
    home.catch_up()
    far.catch_up()
    lot = far.give(member, 800)
    reply = far.exchange()
    assert [(recall.lot_id, recall.why) for recall in reply.recalls] == [(lot, "home")]
    far.return_rights()
    far.catch_up()
    home.catch_up()
    assert (home.held(lot), far.held(lot)) == (800, 0)


def test_credit_of_one_branch_stays_there(business: Business) -> None:
    one, two = business.till(), business.till()
    lot = one.give(one.enrol(), 400, scope=f"branch:{one.branch_id}")
    one.catch_up()
    assert two.exchange(Wish("w", ((lot, 100),))).claims[0].state == "refused"
    assert one.exchange().recalls == ()


def test_a_retired_till_is_heard_and_told_nothing(business: Business) -> None:
    dead, other = business.till(), business.till()
    lot = dead.give(member := dead.enrol(), 1_000)
    dead.catch_up()
    taken = business.cli("retire-till", dead.till_id, "--reason", "stolen", "--by", "a", "--by", "b")
    assert taken["amount"] == 1_000
    spent = dead.sell(member, 5_000, spends={lot: 600})
    reply = dead.exchange(Wish("w", ((lot, 1),)))
    assert (reply.verdict, reply.retired, reply.notes) == ("ok", True, ((spent, "late"),))
    assert reply.claims[0].reason == "till_retired"
    assert reply.pos == reply.last_pos
    other.catch_up()
    assert other.exchange(Wish("w", ((lot, 1_000),))).claims[0].lots == ((lot, 400),)
    assert other.held(lot) == 400
    assert business.cli("verify")["ok"]


def test_spent_twice_the_house_pays_and_the_cause_is_named(business: Business) -> None:
    dead, other = business.till(), business.till()
    lot = dead.give(member := dead.enrol(), 1_000)
    dead.catch_up()
    business.cli("retire-till", dead.till_id, "--reason", "lost", "--by", "a", "--by", "b")
    other.catch_up()
    other.exchange(Wish("w", ((lot, 1_000),)))
    other.sell(member, 5_000, spends={lot: 1_000})
    other.catch_up()
    dead.sell(member, 5_000, spends={lot: 1_000})
    dead.exchange()
    rows = business.cli("overspends")["overspends"]
    assert [(row["amount"], row["cause"], row["open"]) for row in rows] == [(1_000, "late", False)]
    other.catch_up()
    assert any(fact.kind == "overspend.recognised" for fact in other.feed)
    assert business.cli("verify")["ok"]


def test_one_person_cannot_retire_a_till_that_was_just_here(business: Business) -> None:
    till = business.till()
    till.exchange()
    refused = business.centre.cli(
        "retire-till",
        till.till_id,
        "--reason",
        "lost",
        "--by",
        "a",
        "--by",
        "a",
        "--business",
        business.business_id,
        status=1,
    )
    assert refused["error"]["code"] == "retiring_needs_two"


def test_an_erased_member_loses_the_key_everywhere(business: Business) -> None:
    one, two = business.till(), business.till()
    member = one.enrol()
    one.catch_up()
    two.catch_up()
    assert two.keys[member] is not None
    one.record("member.erased", MemberGone(member))
    one.catch_up()
    two.catch_up()
    assert two.keys[member] is None
    one.new_keys.append(MemberKey(member, bytes(32)))
    one.catch_up()
    two.catch_up()
    assert two.keys[member] is None


def test_a_newer_fact_is_kept_for_later_and_an_unreadable_one_too(business: Business) -> None:
    till = business.till()
    newer = till.record_row("sale.recorded", ["?"], version=99)
    unknown = till.record_row("moon.landed", [1])
    broken = till.record_row("sale.recorded", ["?"])
    reply = till.exchange()
    assert reply.notes == ((newer, "deferred"), (unknown, "deferred"), (broken, "poison"))
    other = business.till()
    other.catch_up()
    assert {newer, unknown, broken} <= {fact.fact_id for fact in other.feed}


def test_the_centres_own_kinds_from_a_till_are_not_believed(business: Business) -> None:
    till, honest = business.till(), business.till()
    lot = honest.give(honest.enrol(), 500)
    honest.catch_up()
    fake = till.record(
        "overspend.recognised", OverspendRecognised(till.till_id, (LotAmount(lot, 500),), "trust", "")
    )
    assert till.exchange().notes == ((fake, "poison"),)
    assert business.cli("overspends")["overspends"] == []
    assert business.cli("verify")["ok"]


def test_waiting_for_news_ends_with_news(business: Business) -> None:
    one, two = business.till(), business.till()
    one.catch_up()
    two.catch_up()
    one.catch_up()
    with ThreadPoolExecutor(1) as pool:
        began = time.monotonic()
        waiting = pool.submit(one.poke, one.pos)
        time.sleep(0.3)
        assert not waiting.done()
        two.enrol()
        two.exchange()
        assert waiting.result(timeout=10)["pos"] > one.pos
        assert time.monotonic() - began < 5


def test_waiting_ends_when_rights_are_asked_for(business: Business) -> None:
    one, two = business.till(), business.till()
    lot = one.give(one.enrol(), 500)
    one.catch_up()
    two.catch_up()
    one.catch_up()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(one.poke, one.pos)
        time.sleep(0.2)
        two.exchange(Wish("w", ((lot, 10),)))
        assert waiting.result(timeout=10)["recall"] is True


def test_a_run_of_nothing_after_a_place_nobody_knows_is_a_fork_somewhere(business: Business) -> None:
    till = business.till()
    till.exchange()
    wrong = ChainHead(till.epoch, 1, bytes(31) + b"\x01")
    request = Request(wrong.epoch, wrong.seq, wrong.hash.hex(), "", 0, 0, 10)
    reply, _ = till.send(request, Lines())
    assert (reply.verdict, reply.seq) == ("fork", 0)
