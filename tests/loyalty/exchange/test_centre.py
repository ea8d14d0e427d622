"""What the centre does with facts: it keeps and classes them, accounts for rights, and settles what is below zero."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loyalty.clock import DAY
from loyalty.exchange import centre as core
from loyalty.exchange.centre import Debt
from loyalty.exchange.judging import Judged, link
from loyalty.exchange.reading import read_told
from loyalty.exchange.wire import Recall
from loyalty.kinds import (
    BUSINESS_SCOPE,
    CREDIT,
    Consent,
    Grant,
    LotAmount,
    LotExpired,
    LotsOpened,
    OverspendRecognised,
    RightsGranted,
    RightsReturned,
    TillRetired,
)
from loyalty.ledger import Lot
from loyalty.rights import CENTRE
from loyalty.stamps import Stamp
from tests.loyalty.exchange.desk import NOW, Desk, Office, sale, take


@pytest.fixture
def office() -> Office:
    """Return a centre with two tills of one branch."""
    office = Office()
    office.enrol("t1")
    office.enrol("t2", place=1)
    return office


def opening(till: Desk) -> tuple[str, LotsOpened]:
    """Return the same opening, whoever tells it."""
    return "lots.opened", LotsOpened(
        "m1", 1, "b0", (Grant(CREDIT, BUSINESS_SCOPE, 40, 0, None, "opening"),), "row"
    )


def lot(office: Office, name: str, ends: int | None = None, scope: str = BUSINESS_SCOPE) -> None:
    """Let the centre know a lot."""
    office.state.accounts.lots[name] = Lot(name, "m1", CREDIT, scope, 50, 0, 0, ends, "b0", "base", "f")


# -- keeping ----------------------------------------------------------------------------------------------


def test_facts_that_were_read_before_are_kept_alike(office: Office) -> None:
    desk = Desk()
    desk.open()
    desk.write("sale.recorded", sale(grants=[7]))
    run = desk.run()
    linked = link("t1", run)
    assert linked is not None
    read = {one.hash: read_told(one.fact, one.raw, by_centre=False) for one in linked}
    judged = desk.judged(office.state, replace(run, linked=linked))
    assert judged == desk.judged(office.state, run)
    early, late = replace(office.turn("t1"), read=read), office.turn("t1")
    core.keep(early, judged)
    core.keep(late, judged)
    assert early.kept == late.kept
    assert core.changed(early) == core.changed(late)


def test_what_a_till_grants_it_holds(office: Office) -> None:
    turn = office.keep(Desk(), ("sale.recorded", sale(grants=[7])))
    assert [kept.kind for kept in turn.kept] == ["ok"]
    assert core.changed(turn) == {("e1-1.0", "t1"): 7}
    assert turn.minted == turn.recalls == []


def test_every_fact_has_its_class(office: Office) -> None:
    desk = Desk()
    linked = (
        desk.write("sale.recorded", sale()),
        desk.write("sale.recorded", sale(), version=2),
        desk.write("sale.recorded", ["no", "sale"]),
        desk.write("sale.recorded", replace(sale(), change=5)),
        desk.write("sale.recorded", sale(grants=[5]), "twice"),
        desk.write("sale.recorded", sale(grants=[5]), "twice"),
    )
    turn = office.turn("t1")
    core.keep(turn, Judged("ok", desk.head, linked))
    assert [kept.kind for kept in turn.kept] == ["ok", "deferred", "poison", "unsound", "ok", "twin"]
    assert turn.book.held("twice.0", "t1") == 5
    assert turn.waiting


def test_an_id_that_is_kept_already_is_a_twin(office: Office) -> None:
    office.state.chains.ids.add("known")
    turn = office.turn("t1")
    desk = Desk()
    core.keep(turn, Judged("ok", desk.head, (desk.write("sale.recorded", sale(grants=[5]), "known"),)))
    assert [kept.kind for kept in turn.kept] == ["twin"]
    assert core.changed(turn) == {}


def test_what_an_opening_brings_the_centre_holds_once(office: Office) -> None:
    desk = Desk()
    turn = office.keep(desk, opening(desk), opening(desk))
    assert core.changed(turn) == {("row.0", CENTRE): 40}
    lot(office, "row.0")
    again = office.keep(desk, opening(desk))
    assert core.changed(again) == {}


def test_what_was_deferred_is_folded_later(office: Office) -> None:
    desk = Desk()
    linked = desk.write("sale.recorded", sale(grants=[5]))
    office.state.chains.ids.add(linked.fact.fact_id)
    turn = office.turn("t1")
    core.keep_again(turn, [linked])
    assert core.changed(turn) == {("e1-1.0", "t1"): 5}


# -- causes -----------------------------------------------------------------------------------------------


def spend(office: Office, till_id: str = "t1", **words: object) -> core.Turn:
    """Let a till that holds nothing of a lot spend 20 of it, while another holds 50."""
    lot(office, "l.0")
    office.hold("l.0", t2=50)
    return office.keep(Desk(till_id), ("sale.recorded", sale([take("l.0", 20)], **words)))  # type: ignore[arg-type]


def test_a_loan_is_asked_back_from_who_holds_the_lot(office: Office) -> None:
    turn = spend(office, trusted=[take("l.0", 20)])
    assert turn.debts == {("l.0", "t1"): Debt("trust", "e1-1")}
    assert turn.recalls == [("t2", Recall("l.0", 20, "cover"))]
    assert turn.minted == []


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ({"retired": True}, "late"),
        ({"doubt": "behind"}, "restored"),
        ({"doubt": "fork"}, "copied"),
        ({}, "unexplained"),
    ],
)
def test_an_account_below_zero_has_a_cause(office: Office, words: dict[str, object], cause: str) -> None:
    office.enrol("t1", **words)
    assert spend(office).debts["l.0", "t1"].cause == cause


def test_a_loan_hides_nothing_behind_it(office: Office) -> None:
    office.enrol("t1", doubt="behind")
    turn = spend(office, trusted=[take("l.0", 5)])
    assert turn.debts["l.0", "t1"].cause == "restored"


def test_of_two_causes_the_worst_stands(office: Office) -> None:
    lot(office, "l.0")
    office.hold("l.0", t1=10, t2=50)
    lent = sale([take("l.0", 20)], trusted=[take("l.0", 10)])
    turn = office.keep(Desk(), ("sale.recorded", lent), ("sale.recorded", sale([take("l.0", 5)])))
    assert turn.debts["l.0", "t1"] == Debt("unexplained", "e1-2")
    office.state.debts[("l.0", "t1")] = Debt("restored", "f")
    office.hold("l.0", t1=-10, t2=50)
    turn = office.keep(Desk(), ("sale.recorded", sale([take("l.0", 5)], trusted=[take("l.0", 5)])))
    assert turn.debts["l.0", "t1"].cause == "restored"


def test_a_cause_that_is_over_says_nothing_of_the_next(office: Office) -> None:
    office.state.debts[("l.0", "t1")] = Debt("unexplained", "old")
    lot(office, "l.0")
    office.hold("l.0", t1=5, t2=50)
    turn = office.keep(Desk(), ("sale.recorded", sale([take("l.0", 20)], trusted=[take("l.0", 15)])))
    assert turn.debts["l.0", "t1"] == Debt("trust", "e1-1")


def test_a_doubt_takes_hold_at_once_and_the_worse_one_stays(office: Office) -> None:
    turn = office.turn("t1")
    core.keep(turn, Judged("ok", Desk().head, (), "behind"))
    assert turn.till.doubt == "behind"
    core.keep(turn, Judged("ok", Desk().head, (), "fork"))
    core.keep(turn, Judged("ok", Desk().head, (), "behind"))
    assert turn.till.doubt == "fork"
    assert core.still_doubtful(turn.till, same_tally=True) == "fork"
    behind = replace(turn.till, doubt="behind")
    assert core.still_doubtful(behind, same_tally=True) == ""
    assert core.still_doubtful(behind, same_tally=False) == "behind"
    assert core.still_doubtful(behind, same_tally=True, waiting=True) == "behind"


# -- settling ---------------------------------------------------------------------------------------------


def test_the_centres_own_rights_cover_first(office: Office) -> None:
    lot(office, "l.0")
    office.hold("l.0", centre=15, t2=30)
    turn = office.keep(Desk(), ("sale.recorded", sale([take("l.0", 20)], trusted=[take("l.0", 20)])))
    assert turn.minted == [("rights.granted", RightsGranted("t1", (LotAmount("l.0", 15),), "cover", ""))]
    assert turn.recalls == [("t2", Recall("l.0", 5, "cover"))]
    assert core.changed(turn) == {("l.0", "t1"): -5, ("l.0", CENTRE): 0, ("l.0", "t2"): 30}


def test_what_was_spent_twice_the_house_pays(office: Office) -> None:
    lot(office, "l.0")
    office.hold("l.0", t2=5)
    turn = office.keep(Desk(), ("sale.recorded", sale([take("l.0", 20)], trusted=[take("l.0", 20)])))
    assert turn.minted == [
        ("overspend.recognised", OverspendRecognised("t1", (LotAmount("l.0", 15),), "trust", "e1-1"))
    ]
    assert turn.recalls == [("t2", Recall("l.0", 5, "cover"))]


def test_two_that_overspent_are_paid_for_each(office: Office) -> None:
    lot(office, "l.0")
    office.hold("l.0", t2=-5, t3=-9)
    office.state.debts[("l.0", "t2")] = Debt("late", "f")
    turn = office.keep(Desk(), ("sale.recorded", sale([take("l.0", 1)], trusted=[take("l.0", 1)])))
    paid = [(body.till_id, body.cause) for _, body in turn.minted]
    assert paid == [("t1", "trust"), ("t2", "late"), ("t3", "unexplained")]
    assert turn.debts == {}
    assert set(core.changed(turn).values()) == {0}


def test_the_house_pays_only_what_is_missing(office: Office) -> None:
    lot(office, "l.0")
    office.hold("l.0", t2=-5, t3=10)
    turn = office.keep(Desk(), ("sale.recorded", sale([take("l.0", 8)], trusted=[take("l.0", 8)])))
    assert [(body.till_id, body.lots[0].amount) for _, body in turn.minted] == [("t1", 3)]


def test_the_centre_itself_may_stand_below_zero(office: Office) -> None:
    lot(office, "l.0")
    office.hold("l.0", centre=-20, t1=15, t2=30)
    turn = office.turn(CENTRE)
    core.settle_all(turn, ["l.0"])
    assert turn.debts["l.0", CENTRE].cause == "unexplained"
    assert turn.recalls == [("t2", Recall("l.0", 20, "cover"))]


def test_nothing_is_settled_while_the_centre_waits(office: Office) -> None:
    office.waiting = True
    turn = spend(office)
    assert turn.minted == turn.recalls == []
    assert turn.debts == {}
    assert spend(office, trusted=[take("l.0", 20)]).debts["l.0", "t1"].cause == "trust"


def test_after_the_wait_all_is_settled(office: Office) -> None:
    lot(office, "l.0")
    office.hold("l.0", t1=-20, t2=5)
    turn = office.turn(CENTRE)
    core.settle_all(turn, ["l.0"])
    assert [body.cause for _, body in turn.minted] == ["unexplained"]


def test_a_till_gives_back(office: Office) -> None:
    office.hold("l.0", t1=30)
    office.state.debts[("l.0", "t2")] = Debt("trust", "f")
    turn = office.keep(Desk(), ("rights.returned", RightsReturned((LotAmount("l.0", 30),), "home")))
    assert core.changed(turn) == {("l.0", "t1"): 0, ("l.0", CENTRE): 30}
    assert turn.debts == {}


def test_a_word_from_the_future_is_bounded_while_the_centre_waits_too(office: Office) -> None:
    ahead = Consent("m1", "sms", Stamp(NOW + 365 * DAY))
    turn = office.keep(Desk(), ("consent.given", ahead))
    assert [kind for kind, _ in turn.minted] == ["stamps.bounded"]


# -- the retired ------------------------------------------------------------------------------------------


def test_what_a_dead_till_held_is_the_centres(office: Office) -> None:
    office.hold("l.0", t1=30)
    office.hold("l.1", t1=-4, t2=9)
    turn = office.turn("t1")
    core.retire(turn, {"l.0": 30, "l.1": -4}, "lost")
    assert turn.minted == [("till.retired", TillRetired("t1", (LotAmount("l.0", 30),), "lost"))]
    assert turn.till.retired
    assert core.changed(turn) == {("l.0", "t1"): 0, ("l.0", CENTRE): 30}


def test_what_comes_late_is_kept_and_what_it_grants_is_the_centres(office: Office) -> None:
    office.enrol("t1", retired=True)
    turn = office.keep(Desk(), ("sale.recorded", sale(grants=[7])))
    assert [kept.kind for kept in turn.kept] == ["late"]
    assert turn.minted == [("till.retired", TillRetired("t1", (LotAmount("e1-1.0", 7),), "late"))]
    assert turn.book.held("e1-1.0", CENTRE) == 7


# -- wishes -----------------------------------------------------------------------------------------------


def wish(office: Office, *lots: tuple[str, int], till: str = "t1") -> tuple[core.Granted, core.Turn]:
    """Let a till wish."""
    turn = office.turn(till)
    return core.answer(turn, core.Wish("c", lots)), turn


def test_a_wish_is_granted_from_what_the_centre_holds(office: Office) -> None:
    lot(office, "l.0")
    office.hold("l.0", centre=30)
    told, turn = wish(office, ("l.0", 20))
    assert (told.state, told.lots) == ("granted", (("l.0", 20),))
    assert turn.minted == [("rights.granted", RightsGranted("t1", (LotAmount("l.0", 20),), "claim", "c"))]


def test_the_rest_is_asked_of_its_holders(office: Office) -> None:
    lot(office, "l.0")
    office.enrol("t3")
    office.hold("l.0", centre=5, t1=3, t2=4, t3=9)
    told, turn = wish(office, ("l.0", 20))
    assert (told.state, told.lots, told.asked) == ("asked", (("l.0", 5),), ("t2", "t3"))
    assert turn.recalls == [("t3", Recall("l.0", 9, "claim")), ("t2", Recall("l.0", 4, "claim"))]


def test_a_wish_asked_again_is_given_what_it_lacks(office: Office) -> None:
    lot(office, "l.0")
    office.hold("l.0", centre=30)
    office.state.claims["c"] = {"l.0": 15}
    told, turn = wish(office, ("l.0", 20))
    assert (told.state, turn.minted[0][1].lots) == ("granted", (LotAmount("l.0", 5),))
    office.state.claims["c"] = {"l.0": 20}
    told, turn = wish(office, ("l.0", 20))
    assert (told.state, turn.minted) == ("granted", [])


@pytest.mark.parametrize("name", ["unknown.0", "over.0", "away.0"])
def test_what_a_till_may_not_hold_it_is_not_given(office: Office, name: str) -> None:
    lot(office, "over.0", ends=NOW)
    lot(office, "away.0", scope="branch:b9")
    for one in ("unknown.0", "over.0", "away.0"):
        office.hold(one, centre=30)
    told, turn = wish(office, (name, 20))
    assert (told.state, told.reason, turn.minted) == ("refused", "rights_nowhere", [])


@pytest.mark.parametrize(
    ("words", "waiting", "reason"),
    [
        ({"retired": True}, False, "till_retired"),
        ({"doubt": "fork"}, False, "till_doubtful"),
        ({}, True, "centre_waits"),
    ],
)
def test_who_is_given_nothing(office: Office, words: dict[str, object], waiting: bool, reason: str) -> None:
    office.enrol("t1", **words)
    office.waiting = waiting
    lot(office, "l.0")
    office.hold("l.0", centre=30)
    told, turn = wish(office, ("l.0", 20))
    core.send_home(turn)
    assert (told.state, told.reason) == ("refused", reason)
    assert turn.minted == turn.recalls == []


# -- home and the end -------------------------------------------------------------------------------------


def home_of(office: Office, branch_id: str) -> str:
    """Return a lot that is at home in a branch."""
    lot(office, "h.0", scope=f"branch:{branch_id}")
    return "h.0"


def test_the_hub_is_sent_what_is_at_home_there(office: Office) -> None:
    name = home_of(office, "b0")
    office.hold(name, centre=12)
    for till, sent in (("t2", []), ("t1", [(name, 12)])):
        turn = office.turn(till)
        core.send_home(turn)
        assert [(p.lot_id, p.amount) for _, body in turn.minted for p in body.lots] == sent


def test_what_is_over_is_not_sent_home(office: Office) -> None:
    name = home_of(office, "b0")
    lot(office, name, ends=NOW, scope="branch:b0")
    office.hold(name, centre=12)
    turn = office.turn("t1")
    core.send_home(turn)
    assert turn.minted == []


def test_what_belongs_elsewhere_is_asked_home(office: Office) -> None:
    name = home_of(office, "b0")
    office.hold(name, t2=12)
    turn = office.turn("t2")
    core.send_home(turn)
    assert turn.recalls == [("t2", Recall(name, 12, "home"))]


def test_the_centre_ends_what_it_holds_itself_and_late(office: Office) -> None:
    for name, ends in (("old.0", NOW - 7 * DAY), ("new.0", NOW - 7 * DAY + 1), ("out.0", NOW - 9 * DAY)):
        lot(office, name, ends)
    office.hold("old.0", centre=5, t1=3)
    office.hold("new.0", centre=5)
    office.hold("out.0", t1=5)
    turn = office.turn(CENTRE)
    core.expire(turn, ["old.0", "new.0", "out.0", "unknown.0"])
    assert turn.minted == [("lot.expired", LotExpired((LotAmount("old.0", 5),)))]
    turn = office.turn(CENTRE)
    core.expire(turn, ["out.0"])
    assert turn.minted == []
    office.waiting = True
    turn = office.turn(CENTRE)
    core.expire(turn, ["old.0"])
    assert turn.minted == []


def test_a_fact_names_its_own_business_and_branch(office: Office) -> None:
    fact = Desk().write("sale.recorded", sale()).fact
    till = office.turn("t1").till
    assert core.own_business(fact, frozenset({"shop"}), till)
    assert not core.own_business(fact, frozenset({"other"}), till)
    assert not core.own_business(fact, frozenset({"shop"}), replace(till, branch_id="b9"))
