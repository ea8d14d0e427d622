"""A clock that goes wrong: time never goes back for anybody, never leaps within a boot, and gives nothing away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.models import store
from desktop.models.queries.facts import count_facts, facts_after
from desktop.usecases.believing import believe_clock
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.checkout import Sold, checkout
from desktop.usecases.selling.day_close import close_day
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.pricing import price_basket
from desktop.usecases.selling.reversing import refund
from desktop.usecases.selling.shifts import begin_shift, end_shift
from desktop.usecases.sign_in import Session, sign_in
from desktop.usecases.till import Till
from desktop.usecases.verify_till import verify_till
from loyalty.clock import DAY, HOUR, LEAP, TrustedTime
from loyalty.errors import LoyaltyError
from tests.cli.lines import Lines
from tests.conftest import OWNER_PIN, FixedClock
from tests.hostile.conftest import PHONE
from tests.hostile.days import caught, done, facts_of, refused, spoken, unharmed


@pytest.fixture
def till(make_shop: Callable[..., object], open_it: Callable[..., Any]) -> Till:
    """Return an open shop that sells: one for tests is put on any day."""
    make_shop(test=False)
    opened: Till = open_it()
    return opened


@pytest.fixture
def sara(till: Till, session: Session) -> str:
    """Return a member whose 100,000 of credit ends in ten days."""
    begin_shift(till, session, 0)
    publish_policy(till, session, "earning", {"credit": {"percent": 10, "expires_days": 10}})
    member_id = enrol(till, session, NewMember(PHONE, card_no=None)).member_id
    sell(till, session, member_id, 1_000_000)
    return member_id


def sell(till: Till, session: Session, member_id: str, amount: int, credit: int = 0) -> Sold:
    from loyalty.basket import Tender

    basket = basket_of([group_line(till, "GENERAL", amount)])
    to_pay = price_basket(till, basket, member_id, credit=credit).to_pay
    return checkout(till, session, basket, member_id, (Tender("cash", to_pay),), credit=credit)


def spendable(till: Till, member_id: str) -> int:
    basket = basket_of([group_line(till, "GENERAL", 10**9)])
    return price_basket(till, basket, member_id).credit_proposed


def suspects(till: Till) -> bool:
    """Say whether the last fact is marked: the wall clock could not be believed."""
    with till.read() as db:
        return facts_after(db, count_facts(db) - 1)[-1].fact.suspect


def sound(till: Till) -> bool:
    return verify_till(till).ok


def reopened(open_it: Callable[..., Any], till: Till) -> tuple[Till, Session]:
    till.close()
    again = open_it()
    return again, sign_in(again, "owner", OWNER_PIN, record=False)


def test_setting_the_clock_back_brings_no_expired_credit_back(
    till: Till, session: Session, sara: str, fixed_clock: FixedClock
) -> None:
    fixed_clock.go(11 * DAY)
    assert spendable(till, sara) == 0
    fixed_clock.at -= 20 * DAY
    assert spendable(till, sara) == 0
    with pytest.raises(LoyaltyError, match="credit_expired"):
        sell(till, session, sara, 50_000, credit=1_000)
    last = sell(till, session, sara, 50_000)
    assert last.after is not None
    assert suspects(till)
    assert sound(till)


def test_setting_the_clock_back_over_a_restart_stands_at_the_last_fact(
    till: Till, session: Session, sara: str, fixed_clock: FixedClock, open_it: Callable[..., Any]
) -> None:
    fixed_clock.go(11 * DAY)
    sell(till, session, sara, 50_000)
    stood = till.now()
    fixed_clock.at -= 300 * DAY
    fixed_clock.steadily, fixed_clock.boot = 5_000, "boot-2"
    again, owner = reopened(open_it, till)
    assert again.now() == stood
    with pytest.raises(LoyaltyError, match="credit_expired"):
        sell(again, owner, sara, 500_000, credit=50_000)
    sell(again, owner, sara, 50_000)
    assert suspects(again)
    assert sound(again)


def test_setting_the_clock_forward_within_a_boot_ends_nobodys_credit(
    till: Till, session: Session, sara: str, fixed_clock: FixedClock
) -> None:
    fixed_clock.at += 400 * DAY
    assert spendable(till, sara) == 100_000
    assert till.today().year == 2026
    sold = sell(till, session, sara, 50_000, credit=1_000)
    assert suspects(till)
    end_shift(till, session, 1_049_000)
    assert close_day(till, session).expired == 0
    fixed_clock.at -= 400 * DAY
    begin_shift(till, session, 0)
    refund(till, session, sold.sale_id, None)
    assert not suspects(till)
    assert sound(till)


def test_a_clock_far_ahead_after_a_restart_ends_nobodys_credit_until_somebody_says_it_is_right(
    till: Till, session: Session, sara: str, fixed_clock: FixedClock, open_it: Callable[..., Any]
) -> None:
    stood = till.now()
    fixed_clock.at += 400 * DAY
    fixed_clock.steadily, fixed_clock.boot = 5_000, "boot-2"
    again, owner = reopened(open_it, till)
    assert (again.now(), spendable(again, sara)) == (stood, 100_000)
    sell(again, owner, sara, 500_000, credit=50_000)
    assert suspects(again)
    # Set right, it goes on as if nothing had been.
    fixed_clock.at -= 400 * DAY
    sell(again, owner, sara, 50_000)
    assert not suspects(again)
    fixed_clock.at += 400 * DAY
    believe_clock(again, owner)
    assert (again.now(), spendable(again, sara)) == (fixed_clock.at, 0)
    last, owner = reopened(open_it, again)
    assert last.now() == fixed_clock.at
    assert sound(last)


def test_a_shop_closed_over_the_holidays_is_asked_nothing(
    till: Till, session: Session, fixed_clock: FixedClock, open_it: Callable[..., Any]
) -> None:
    begin_shift(till, session, 0)
    fixed_clock.at += LEAP
    fixed_clock.steadily, fixed_clock.boot = 5_000, "boot-2"
    again, _ = reopened(open_it, till)
    assert again.now() == fixed_clock.at
    assert not again.doubts_clock
    with pytest.raises(LoyaltyError, match="clock_not_ahead"):
        believe_clock(again, sign_in(again, "owner", OWNER_PIN, record=False))


def test_a_clock_nudged_again_and_again_carries_time_nowhere(
    till: Till, session: Session, sara: str, fixed_clock: FixedClock
) -> None:
    for _ in range(40):
        fixed_clock.at += 4 * 60_000
        sell(till, session, sara, 1_000)
    assert till.now() < fixed_clock.at - 2 * HOUR
    assert sound(till)


def test_a_day_to_come_is_not_closed_whatever_the_clock_says(
    till: Till, session: Session, sara: str, fixed_clock: FixedClock
) -> None:
    end_shift(till, session, 1_000_000)
    fixed_clock.at += 3 * DAY
    with pytest.raises(LoyaltyError, match="day_not_come"):
        close_day(till, session, till.today().replace(year=2027))
    assert sound(till)


# -- from the command line: instants of a test shop -------------------------------------------------------

FORTH, BACK = ("--at", "2027-03-21T00:30:00+03:30"), ("--at", "2026-12-01T12:00:00+03:30")


def test_a_test_shop_stands_where_it_is_put_and_stays_sound(club: Lines) -> None:
    done(club.run("enrol", "--phone", PHONE, *BACK))
    for at in (FORTH, BACK, FORTH):
        done(club.run("sell", "--member", PHONE, "--line", "SHOES:1000000", *at))
    assert done(club.run("member", PHONE))["stats"]["visits"] == 3
    assert facts_of(club) > 4


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("yesterday", "instant_invalid"),
        ("2027-13-40T00:00:00Z", "instant_invalid"),
        ("2027-01-01T00:00:00", "instant_without_zone"),
        ("", "instant_invalid"),
    ],
)
def test_an_instant_that_is_none(club: Lines, typed: str, code: str) -> None:
    with unharmed(club):
        refused(club, "sell", "--line", "SHOES:1000", "--at", typed, code=code)


@pytest.mark.parametrize("typed", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "3000-01-01T00:00:00Z"])
def test_an_instant_beyond_the_calendar_is_a_refusal_not_a_defect(club: Lines, typed: str) -> None:
    with unharmed(club):
        refused(club, "sell", "--line", "SHOES:1000", "--at", typed, code="instant_invalid")


def test_nobody_puts_a_real_shop_anywhere(tmp_path: Any) -> None:
    lines = Lines(tmp_path / "real", tmp_path / "keys", OWNER_PIN)
    done(lines.run("new-shop", "--name", "نمونه", "--branch", "مرکزی"))
    with unharmed(lines):
        refused(lines, "shift", "open", *FORTH, code="at_only_in_test_shop")
        assert spoken(lines, "shift", "open", *FORTH)


# -- planted bugs: the checks above see them --------------------------------------------------------------


def believe_the_wall(clock: FixedClock, *_: object) -> TrustedTime:
    """Tell time as a till does that takes the machine's clock for the truth."""
    return TrustedTime(clock.now(), clock.now(), clock.steady(), clock.boot_id(), suspect=False)


@pytest.mark.parametrize(
    "check",
    [
        test_setting_the_clock_back_brings_no_expired_credit_back,
        test_setting_the_clock_forward_within_a_boot_ends_nobodys_credit,
        test_a_clock_nudged_again_and_again_carries_time_nowhere,
    ],
)
def test_a_till_that_believes_any_clock_is_caught(
    till: Till,
    session: Session,
    sara: str,
    fixed_clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    check: Callable[..., None],
) -> None:
    monkeypatch.setattr(store, "read_time", believe_the_wall)
    with caught():
        check(till, session, sara, fixed_clock)


def test_a_till_that_believes_any_leap_is_caught(
    till: Till,
    session: Session,
    sara: str,
    fixed_clock: FixedClock,
    open_it: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(store, "LEAP", None)
    with caught():
        test_a_clock_far_ahead_after_a_restart_ends_nobodys_credit_until_somebody_says_it_is_right(
            till, session, sara, fixed_clock, open_it
        )
