"""Credit that cannot be spent: more than there is, past its end, not yet begun, of another branch; tiers that come
and go with a refund."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from loyalty import lots
from loyalty.clock import DAY
from tests.cli.lines import Lines
from tests.hostile.conftest import PHONE
from tests.hostile.days import caught, done, facts_of, refused, spoken, unharmed

Publish = Callable[[str, Any], None]


def at(day: str, hour: str = "12:00") -> tuple[str, str]:
    return "--at", f"2027-{day}T{hour}:00+03:30"


def sell(lines: Lines, *words: str) -> Any:
    return done(lines.run("sell", "--member", PHONE, *words))


def test_more_credit_than_there_is(club: Lines, sara: str) -> None:
    with unharmed(club):
        told = refused(
            club,
            "sell",
            "--member",
            sara,
            "--line",
            "SHOES:500000",
            "--credit",
            "100001",
            code="credit_short",
        )
        assert "100,000" in told["en"]
        assert "۱۰۰٬۰۰۰" in told["fa"]
        refused(
            club, "adjust", sara, "--credit=-100001", "--reason", "correction", code="adjust_beyond_balance"
        )
        refused(club, "adjust", sara, "--points=main:-101", "--reason", "correction", code="points_short")
    sell(club, "--line", "SHOES:500000", "--credit", "۱۰۰٬۰۰۰")
    with unharmed(club):
        refused(
            club, "sell", "--member", sara, "--line", "SHOES:90000", "--credit", "90000", code="credit_short"
        )


def test_more_credit_than_the_basket_costs(club: Lines, sara: str) -> None:
    with unharmed(club):
        refused(
            club, "sell", "--member", sara, "--line", "SHOES:500", "--credit", "501", code="credit_over_net"
        )


def test_credit_without_a_member(club: Lines, sara: str) -> None:
    with unharmed(club):
        refused(club, "sell", "--line", "SHOES:5000", "--credit", "100", code="credit_needs_member")


def test_credit_lasts_to_the_end_of_its_last_day_and_not_a_moment_longer(
    club: Lines, publish: Publish
) -> None:
    publish("earning", {"credit": {"percent": 10, "expires_days": 10}})
    done(club.run("enrol", "--phone", PHONE, *at("01-01")))
    sell(club, "--line", "SHOES:1000000", *at("01-01"))
    spend = ("--line", "SHOES:50000", "--credit", "1000")
    sell(club, *spend, *at("01-11", "23:59"))
    spend = ("--line", "SHOES:50000", "--credit", "6000")
    with unharmed(club):
        told = refused(club, "sell", "--member", PHONE, *spend, *at("01-12", "00:00"), code="credit_expired")
        assert "4,900" in told["en"]
        card = done(club.run("quote", "--member", PHONE, "--line", "SHOES:50000", *at("01-12")))
        assert card["totals"]["credit_proposed"] == 4_900
        assert "گذشته" in spoken(club, "sell", "--member", PHONE, *spend, *at("01-13"))


def test_expired_credit_is_swept_at_day_close_and_still_named(club: Lines, publish: Publish) -> None:
    publish("earning", {"credit": {"percent": 10, "expires_days": 10}})
    done(club.run("enrol", "--phone", PHONE, *at("01-01")))
    sell(club, "--line", "SHOES:1000000", *at("01-01"))
    done(club.run("shift", "close", "--counted", "1100000", *at("01-20")))
    closed = done(club.run("day-close", *at("01-20")))
    assert closed["expired"] == 100_000
    done(club.run("shift", "open", "--counted", "0", *at("01-21")))
    with unharmed(club):
        refused(
            club, "sell", "--member", PHONE, "--line", "SHOES:50000", "--credit", "1000", *at("01-21"),
            code="credit_expired",
        )  # fmt: skip


def test_credit_that_has_not_begun(club: Lines, publish: Publish) -> None:
    publish("earning", {"credit": {"percent": 10, "expires_days": 90, "vests_days": 3}})
    done(club.run("enrol", "--phone", PHONE, *at("01-01")))
    assert sell(club, "--line", "SHOES:1000000", *at("01-01"))["balance_after"]["spendable_here"] == 0
    spend = ("sell", "--member", PHONE, "--line", "SHOES:50000", "--credit", "1000")
    with unharmed(club):
        refused(club, *spend, *at("01-03", "23:59"), code="credit_not_vested")
        assert spoken(club, *spend, *at("01-02"), lang="en")
    done(club.run(*spend, *at("01-04", "00:00")))


@pytest.fixture
def elsewhere(club: Lines, tmp_path: Path) -> str:
    """Return the phone of a member whose 70,000 belongs to another branch alone."""
    source = tmp_path / "source"
    source.mkdir()
    when = "2026-01-01T12:00:00+03:30"
    (source / "branches.csv").write_text("branch_id,name\nV,ونک\n", encoding="utf-8")
    (source / "members.csv").write_text(f"member_id,joined_at,phone\nM1,{when},{PHONE}\n", encoding="utf-8")
    (source / "lots.csv").write_text(
        f"member_id,unit,amount,granted_at,branch_id,scope\nM1,credit,70000,{when},V,branch\n",
        encoding="utf-8",
    )
    told = done(club.run("import", str(source)))
    assert told["lots"]["added"] == 1, told
    return PHONE


def test_credit_of_another_branch(club: Lines, elsewhere: str) -> None:
    credit = done(club.run("member", elsewhere))["credit"]
    assert (credit["total"], credit["spendable_here"]) == (70_000, 0)
    spend = ("sell", "--member", elsewhere, "--line", "SHOES:50000", "--credit", "1000")
    with unharmed(club):
        refused(club, *spend, code="credit_of_other_branch")
        assert "در شعبهٔ \u2068ونک\u2069 خرج می‌شود" in spoken(club, *spend)


def test_what_another_branch_alone_may_spend_is_told_by_its_name(club: Lines, elsewhere: str) -> None:
    (note,) = done(club.run("member", elsewhere))["notes"]
    assert "ونک" in note
    shown = club.run_plain("member", elsewhere, "--lang", "en").out.translate(
        dict.fromkeys((8296, 8297, 8294))
    )
    assert "70,000 Toman of the credit can be spent at ونک alone." in shown


def test_the_most_credit_is_what_may_be_spent_here_and_now(club: Lines, elsewhere: str) -> None:
    sold = sell(club, "--line", "SHOES:50000", "--credit", "max")
    assert sold["totals"]["credit_paid"] == 0
    again = sell(club, "--line", "SHOES:500000", "--credit", "max")
    assert again["totals"]["credit_paid"] == 5_000
    assert again["balance_after"]["total"] == 70_000 + 49_500


def tier(lines: Lines) -> str:
    told: str = done(lines.run("member", PHONE))["tier"]
    return told


def test_a_tier_is_crossed_and_uncrossed_by_a_refund(club: Lines) -> None:
    done(club.run("enrol", "--phone", PHONE))
    assert tier(club) == "bronze"
    sell(club, "--line", "SHOES:15000000")
    assert tier(club) == "bronze"
    sold = sell(club, "--line", "SHOES:5000000:5")
    assert tier(club) == "silver"
    part = done(club.run("refund", sold["sale_id"], "--line", "1:1"))
    assert part["points_taken_back"] == 100
    assert tier(club) == "bronze"
    sell(club, "--line", "SHOES:1000000")
    assert tier(club) == "silver"
    done(club.run("refund", sold["sale_id"]))
    assert tier(club) == "bronze"
    void = sell(club, "--line", "SHOES:90000000")
    assert tier(club) == "gold"
    done(club.run("void", void["sale_id"], "--reason", "mistake"))
    assert tier(club) == "bronze"
    assert done(club.run("member", PHONE))["points"] == {"main": 1_600}
    assert facts_of(club) > 8


# -- planted bugs: the checks above see them --------------------------------------------------------------


def test_a_till_that_spends_what_has_expired_is_caught(
    club: Lines, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lots, "is_expired", lambda *_: False)
    with caught():
        test_credit_lasts_to_the_end_of_its_last_day_and_not_a_moment_longer(club, publish)


def test_a_till_that_ends_credit_a_day_early_is_caught(
    club: Lines, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_expired = lots.is_expired
    monkeypatch.setattr(lots, "is_expired", lambda lot, at: is_expired(lot, at + DAY))
    with caught():
        test_credit_lasts_to_the_end_of_its_last_day_and_not_a_moment_longer(club, publish)


def test_a_till_that_spends_what_has_not_begun_is_caught(
    club: Lines, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing = lots.standing
    began = {"not_vested": "spendable"}
    monkeypatch.setattr(lots, "standing", lambda *of: began.get(standing(*of), standing(*of)))
    with caught():
        test_credit_that_has_not_begun(club, publish)


def test_a_till_that_spends_what_belongs_elsewhere_is_caught(
    club: Lines, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lots, "scope_allows", lambda *_: True)
    with caught():
        test_credit_of_another_branch(club, elsewhere)


def test_a_till_that_lends_credit_is_caught(club: Lines, sara: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It pays the whole amount out of the last lot, whatever is left in it."""
    monkeypatch.setattr(
        lots, "spendable", lambda held, *_, **__: tuple(replace(one, remaining=10**9) for one in held)
    )
    with caught():
        test_more_credit_than_there_is(club, sara)
