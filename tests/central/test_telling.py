"""What the centre's command line tells people: which one was meant, what a code is for, how tills stand, what was spent twice."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from central.cli import main
from central.cli.showing import show_overspends
from central.store.businesses import Branch, TillRow
from central.store.catalogue import kept_codes
from central.store.places import open_place
from central.usecases import owners
from central.usecases.listing import Held, Overspent, TillStanding
from central.usecases.owners import owners_of
from loyalty.kinds import CREDIT, EntryAdjusted, Grant, StaffSet, points_unit
from loyalty.stamps import Stamp
from loyalty.uses import USE, cost_of, number_of
from loyalty.words import Lang
from tests.central.places import Business, Centre
from tests.central.till import Till, now

SAID_AT = now() - 60_000
"""The instant of every word on who works here: their counts alone tell which is the last."""


def run(*line: str, lang: Lang = "en") -> tuple[int, str]:
    """Return the status and all that was said."""
    out, err = io.StringIO(), io.StringIO()
    status = main([*line, "--lang", lang], environ={}, stdout=out, stderr=err)
    return status, out.getvalue() + err.getvalue()


def document(*line: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run(*line, "--json")[1])
    return told


def refused(*line: str) -> str:
    return str(document(*line)["error"]["code"])


@pytest.fixture
def db(tmp_path: Path) -> tuple[str, str]:
    """Return where a centre with one business lies."""
    where = ("--db", str(tmp_path / "c"))
    assert run("new-business", "--name", "Nika", *where)[0] == 0
    return where


# -- which one is meant -----------------------------------------------------------------------------------


def test_businesses_of_one_name_are_listed_with_their_ids(db: tuple[str, str]) -> None:
    assert run("new-business", "--name", "Nika", *db)[0] == 0
    first, second = (one["business"] for one in document("verify", *db)["businesses"])
    for line in (("tills",), ("tills", "--business", "Nika"), ("till-code", "--own-branch")):
        status, told = run(*line, *db)
        assert (status, first in told, second in told) == (1, True, True), told
    assert refused("tills", *db) == "business_not_named"
    assert refused("tills", "--business", "nika", *db) == "business_ambiguous"
    assert refused("tills", "--business", "else", *db) == "business_not_found"
    assert run("tills", "--business", second, *db)[0] == 0


def test_a_branch_is_named_as_people_type_it(db: tuple[str, str]) -> None:
    made = document("till-code", "--new-branch", " Tajrish  North ", *db)
    assert made["branch_name"] == "Tajrish North"
    assert document("till-code", "--branch", "tajrish north", *db)["branch"] == made["branch"]
    assert document("till-code", "--branch", made["branch"], *db)["branch"] == made["branch"]
    status, told = run("till-code", "--branch", "Vanak", *db)
    assert (status, "Tajrish North" in told, made["branch"] in told) == (1, True, True)


@pytest.mark.parametrize("option", ["--branch", "--new-branch"])
@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_no_code_for_a_shop_of_its_own(db: tuple[str, str], option: str, name: str) -> None:
    assert refused("till-code", option, name, *db) == "branch_without_name"


def test_a_name_of_another_branch_and_a_zone_nobody_knows_are_refused(db: tuple[str, str]) -> None:
    made = document("till-code", "--new-branch", "كرج", *db)
    status, told = run("till-code", "--new-branch", "کرج", *db)
    assert (status, made["branch"] in told, "--branch" in told) == (1, True, True)
    assert refused("till-code", "--new-branch", "x" * 81, *db) == "branch_name_unfit"
    assert refused("till-code", "--new-branch", "Ahvaz", "--zone", "Nowhere/Land", *db) == "zone_unknown"
    assert refused("till-code", "--branch", "Ahvaz", *db) == "branch_unknown_at_centre", "nothing was made"


@pytest.mark.parametrize("which", [("--own-branch",), ("--new-branch", "Ahvaz")])
def test_a_zone_nobody_knows_is_refused_before_a_code_is_made(
    db: tuple[str, str], which: tuple[str, ...]
) -> None:
    assert refused("till-code", *which, "--zone", "Nowhere/Land", *db) == "zone_unknown"
    place = open_place(db[1])
    with place.catalogue() as listed:
        assert kept_codes(listed) == ()
    place.close()


def test_branches_of_one_name_are_listed_with_their_ids(business: Business) -> None:
    mine, theirs = business.till("--own-branch"), business.till("--own-branch")
    line = (
        "till-code",
        "--branch",
        "شعبهٔ خود",
        "--business",
        business.business_id,
        "--db",
        business.centre.db,
    )
    status, told = run(*line)
    assert (status, mine.branch_id in told, theirs.branch_id in told) == (1, True, True)
    assert refused(*line) == "branch_ambiguous_at_centre"


# -- codes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            (
                "new till of the branch “⁨Tajrish⁩” of “⁨Nika⁩”",
                "join --centre URL --code",
                "No till has joined yet",
            ),
        ),
        ("fa", ("شعبهٔ «⁨Tajrish⁩» از «⁨Nika⁩»", "join --centre URL --code", "هنوز صندوقی نپیوسته")),
    ],
)
def test_a_code_says_what_it_is_for_and_what_to_type(
    db: tuple[str, str], lang: Lang, words: tuple[str, ...]
) -> None:
    status, told = run("till-code", "--new-branch", "Tajrish", *db, lang=lang)
    assert status == 0
    assert all(one in told for one in words), told
    assert told.count(told.splitlines()[0]) == 2, "the code itself, and once more in the line to type"
    assert not [sign for sign in ("T0", "T1", "T2", "+03") if sign in told.replace("Tajrish", "")], (
        "no ISO instant"
    )


def test_a_code_for_a_shop_that_sells_says_so(db: tuple[str, str]) -> None:
    told = run("till-code", "--own-branch", *db)[1]
    assert "a shop that sells already" in told
    assert "No till has joined" not in told


# -- who may be given a new till --------------------------------------------------------------------------


def staff(
    till: Till, staff_id: str, name: str, level: str = "owner", *, active: bool = True, count: int = 0
) -> None:
    till.record("staff.set", StaffSet(staff_id, name, level, None, active, Stamp(SAID_AT, count)))


def test_an_invitation_names_the_owners_by_the_last_word(business: Business) -> None:
    shop = business.till("--own-branch")
    code = business.code()
    assert shop.look(code)["owners"] == {}
    for count, (staff_id, name, level, active) in enumerate(
        (
            ("owner", "Sara", "owner", True),
            ("kian", "Kian", "cashier", True),
            ("gone", "Gone", "owner", True),
            ("owner", "Sara Rostami", "owner", True),
            ("gone", "Gone", "owner", False),
            ("risen", "Mina", "cashier", True),
            ("risen", "Mina", "owner", True),
        )
    ):
        staff(shop, staff_id, name, level, active=active, count=count)
    staff(shop, "owner", "said before", count=0)
    shop.enrol()
    shop.catch_up()
    assert shop.look(code)["owners"] == {"owner": "Sara Rostami", "risen": "Mina"}


def test_a_till_is_not_kept_waiting_for_the_owners_of_very_many_facts(
    business: Business, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = business.till("--own-branch")
    staff(shop, "owner", "Sara")
    shop.catch_up()
    place = open_place(business.centre.db)
    try:
        assert owners_of(place, business.business_id) == {"owner": "Sara"}
        monkeypatch.setattr(owners, "MOST_LOOKED", 1)
        assert owners_of(place, business.business_id) is None
    finally:
        place.close()


# -- tills ------------------------------------------------------------------------------------------------


def grant(till: Till, *what: tuple[str, int]) -> None:
    grants = tuple(Grant(unit, "business", amount, 0, None, "gift") for unit, amount in what)
    till.record("entry.adjusted", EntryAdjusted("m", grants, (), "gift"))


def test_credit_and_points_are_two_things(business: Business) -> None:
    till = business.till()
    grant(till, (CREDIT, 5_000), (points_unit("stars"), 7), (points_unit("stars"), 5))
    till.catch_up()
    row = business.cli("tills")["tills"][0]
    assert (row["held"], row["points"]) == (5_000, {"stars": 12})
    line = ("tills", "--business", business.business_id, "--db", business.centre.db)
    assert "5,000 Toman, 12 points (⁨stars⁩)" in run(*line)[1]
    assert "۵٬۰۰۰ تومان، ۱۲ امتیاز (⁨stars⁩)" in run(*line, lang="fa")[1]


def test_a_till_is_retired_by_its_name(business: Business) -> None:
    first, second = business.till(), business.till()
    grant(second, (CREDIT, 700), (points_unit("stars"), 9))
    second.catch_up()
    assert [row["code"] for row in business.cli("tills")["tills"]] == ["A1", "A2"]
    by = ("--by", "a", "--by", "b")
    done = business.cli("retire-till", "a2", "--reason", "copied", *by)
    assert (done["till"], done["amount"], done["points"]) == (second.till_id, 700, {"stars": 9})
    again = (*("retire-till", "A2", "--reason", "lost", *by), "--business", business.business_id)
    assert refused(*again, "--db", business.centre.db) == "till_retired_already"
    row = next(one for one in business.cli("tills")["tills"] if one["code"] == "A2")
    assert row["reason"] == "copied"
    nobody = ("retire-till", "A9", "--reason", "lost", *by, "--business", business.business_id)
    status, told = run(*nobody, "--db", business.centre.db)
    assert (status, first.till_id in told) == (1, True)


def test_tills_of_one_name_are_listed_and_the_one_at_work_is_meant(business: Business) -> None:
    one, other = business.till("--own-branch"), business.till("--own-branch")
    by = ("--reason", "lost", "--by", "a", "--by", "b")
    line = ("retire-till", "1", *by, "--business", business.business_id, "--db", business.centre.db)
    status, told = run(*line)
    assert (status, one.till_id in told, other.till_id in told) == (1, True, True)
    assert refused(*line) == "till_ambiguous"
    business.cli("retire-till", one.till_id, *by)
    assert business.cli("retire-till", "1", *by)["till"] == other.till_id


# -- what was spent twice ---------------------------------------------------------------------------------


def test_what_a_copy_spent_is_not_said_of_a_till_that_was_put_back(business: Business) -> None:
    till, other = business.till(), business.till()
    lot = till.give(member := till.enrol(), 1_000)
    till.catch_up()
    copy = Till(business.centre.http, till.till_id, till.business_id, till.branch_id, till.key)
    copy.called, copy.generation, copy.enrolled, copy.pos = (
        till.called,
        till.generation,
        till.enrolled,
        till.pos,
    )
    copy.epoch, copy.seq, copy.head = till.epoch, till.seq, till.head
    till.sell(member, 5_000, spends={lot: 1_000})
    till.exchange()
    # The copy is heard first as one that fell behind; that there are two shows when the first goes on.
    copy.new_epoch("fork")
    copy.sell(member, 5_000, spends={lot: 600})
    assert copy.exchange(limit=0).doubt == "behind"
    till.enrol()
    assert till.exchange(limit=0).doubt == "fork"
    rows = business.cli("overspends")["overspends"]
    assert [(row["amount"], row["cause"], row["code"]) for row in rows] == [(600, "copied", till.called)]
    line = ("overspends", "--business", business.business_id, "--db", business.centre.db)
    told = run(*line)[1]
    assert "600 Toman of credit; cause: the till had been copied" in told
    assert "on the house since" in told
    assert lot not in told
    assert "رونوشت" in run(*line, lang="fa")[1]
    # Later ones of that till are told as what they are at once.
    till.sell(member, 5_000, spends={lot: 50})
    till.exchange(limit=0)
    other.catch_up()
    told_by = [fact for fact in other.feed if fact.kind == "overspend.recognised"]
    assert [fact.body[2] for fact in told_by] == ["restored", "copied"]


def test_what_is_open_says_what_to_do(business: Business) -> None:
    thief, owner = business.till(), business.till()
    lot = owner.give(member := owner.enrol(), 5_000)
    owner.catch_up()
    thief.catch_up()
    thief.sell(member, 9_000, spends={lot: 5_000})
    thief.catch_up()
    row = business.cli("overspends")["overspends"][0]
    assert (row["open"], row["unit"], row["member"], row["at"] is not None) == (True, CREDIT, member, True)
    told = run("overspends", "--business", business.business_id, "--db", business.centre.db)[1]
    assert "open since" in told
    assert "somebody has to look" in told


@pytest.mark.parametrize(
    ("lot", "words"),
    [
        (cost_of("ten"), ("50,000 Toman of an offer’s budget", "از بودجهٔ یک آفر")),
        (number_of("ten"), ("50,000 of an offer’s uses", "بار استفاده از یک آفر")),
    ],
)
def test_the_budget_of_an_offer_is_money_and_no_number_of_uses(lot: str, words: tuple[str, str]) -> None:
    till = TillRow("t" * 26, "", b"", 1, "A1", 0, 0, 0, "", None, "", False)
    one = Overspent("", TillStanding(till, Branch("", "", ""), Held()), lot, 50_000, "trust", "", None, USE)
    assert words[0] in show_overspends((one,), "IRT", "en")
    assert words[1] in show_overspends((one,), "IRT", "fa")


# -- a centre from its backup -----------------------------------------------------------------------------


def test_after_a_restore_it_is_said_who_was_not_heard_and_since_when(
    own_centre: Centre, new_place: Callable[[], str], tmp_path: Path
) -> None:
    business = own_centre.business()
    one, two = business.till(), business.till()
    one.catch_up()
    two.catch_up()
    own_centre.cli("backup", str(tmp_path / "b"))
    late = business.till()
    late.catch_up()
    own_centre.stop()
    later = Centre(new_place(), log=tmp_path / "later.log")
    try:
        later.cli("restore", str(tmp_path / "b"))
        told = later.cli("tills")
        assert [row["awaited"] for row in told["tills"]] == [True, True]
        assert told["put_back_at"]
        text = run("tills", "--db", later.db)[1]
        assert "at work" not in text
        assert text.count("not heard since the centre was put back") == 2
        assert "Still to be heard: A1" in text.replace("\u2066", "").replace("\u2069", "")
        later.start()
        for till in (one, two, one, two):
            till.http = later.http
            till.catch_up()
        assert "at work" in run("tills", "--db", later.db)[1]
    finally:
        later.stop()


def test_a_restore_says_until_when_it_knows_and_whom_to_retire_again(
    own_centre: Centre, new_place: Callable[[], str], tmp_path: Path
) -> None:
    own_centre.business().till().catch_up()
    own_centre.cli("backup", str(tmp_path / "b"))
    retired = run(
        "retire-till", "A1", *["--reason", "lost", "--by", "a", "--by", "b"], "--db", own_centre.db
    )[1]
    assert "make a new one now" in retired
    told = run("restore", str(tmp_path / "b"), "--db", new_place())[1]
    told = told.replace("\u2066", "").replace("\u2068", "").replace("\u2069", "")
    assert "what was heard until" in told
    assert "the centre moves no credit: A1" in told
    assert "bashgah-centre retire-till TILL --reason stolen" in told
