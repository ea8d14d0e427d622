"""A member whole: balances, lots and where they came from, figures, months, history."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.usecases.members.member_card import member_card, months_of
from desktop.usecases.members.statement import statement
from desktop.usecases.members.transactions import CreditMoved
from desktop.usecases.selling.adjusting import adjust
from desktop.usecases.selling.day_close import close_day
from desktop.usecases.selling.reversing import refund, void
from desktop.usecases.selling.shifts import begin_shift, end_shift
from loyalty import jalali
from loyalty.clock import DAY
from loyalty.errors import LoyaltyError
from loyalty.kinds import CREDIT, points_unit
from loyalty.member import Visit


def test_a_new_member_holds_nothing_and_says_so(club, join) -> None:
    card = member_card(club, join(name="سارا").member_id)
    assert (card.credit.total, card.lots, card.ended, card.transactions) == (0, (), (), ())
    assert (card.stats.visits, card.stats.average, card.stats.last_visit_at) == (0, None, None)
    assert card.stats.mean_gap_days is None
    assert card.place.next is not None
    assert (card.place.tier.tier, card.place.next.missing) == ("bronze", 2_000)
    assert [one.visits for one in card.months] == [0] * 12
    assert jalali.from_date(card.months[-1].first_on) == (1405, 8, 1)
    assert jalali.from_date(card.months[0].first_on) == (1404, 9, 1)
    assert card.profile.birthday_in is None
    assert card.rfm is None


def test_lots_say_which_sale_or_hand_they_came_from(club, join, buy, session) -> None:
    sara = join().member_id
    sold = buy(sara, 1_000_000)
    adjust(club, session, sara, CREDIT, 5_000, reason="goodwill")
    card = member_card(club, sara)
    told = {(lot.cause.kind, lot.cause.number, lot.remaining) for lot in card.lots if lot.unit == CREDIT}
    assert told == {("sale", sold.code, 100_000), ("adjusted", "", 5_000)}
    points = [lot for lot in card.lots if lot.unit == points_unit("main")]
    assert [(lot.cause.kind, lot.cause.sale_id, lot.amount) for lot in points] == [
        ("sale", sold.sale_id, 100)
    ]
    assert all(lot.standing == "spendable" and lot.scope_branch == "" for lot in card.lots)
    assert card.credit.safe == card.credit.spendable_here == 105_000
    assert card.points[0].balance.total == 100


def test_what_was_spent_and_what_ended_is_kept_apart(club, join, buy, session, fixed_clock) -> None:
    sara = join().member_id
    buy(sara, 1_000_000)
    buy(sara, 500_000, credit=100_000)
    card = member_card(club, sara)
    assert [lot.remaining for lot in card.lots if lot.unit == CREDIT] == [40_000]
    assert [(lot.amount, lot.remaining) for lot in card.ended] == [(100_000, 0)]
    fixed_clock.go(200 * DAY)
    later = member_card(club, sara)
    assert later.credit.total == 0
    assert {(lot.remaining, lot.standing) for lot in later.ended} == {(0, "expired"), (40_000, "expired")}


def test_figures_are_of_purchases_that_stand(club, join, buy, session, fixed_clock) -> None:
    sara = join().member_id
    buy(sara, 100_000)
    fixed_clock.go(10 * DAY)
    buy(sara, 200_000)
    fixed_clock.go(21 * DAY)
    last = fixed_clock.at
    buy(sara, 300_001)
    void(club, session, buy(sara, 999_999).sale_id, reason="mistake")
    stats = member_card(club, sara).stats
    assert (stats.visits, stats.spent, stats.average) == (3, 600_001, 200_000)
    assert stats.mean_gap_days == 16
    assert stats.last_visit_at == last
    months = member_card(club, sara).months
    assert [(jalali.from_date(one.first_on)[1], one.visits) for one in months[-3:]] == [
        (8, 1),
        (9, 1),
        (10, 1),
    ]
    assert sum(one.visits for one in months) == 3


def test_months_are_the_branch_s_and_cross_the_new_year() -> None:
    days = [dt.date(2026, 3, 20), dt.date(2026, 3, 21), dt.date(2026, 3, 21), dt.date(2025, 4, 20)]
    visits = [Visit(on, 0, 1) for on in days]
    months = months_of(visits, dt.date(2026, 4, 1), "jalali")
    assert [(jalali.from_date(one.first_on), one.visits) for one in months if one.visits] == [
        ((1404, 12, 1), 1),
        ((1405, 1, 1), 2),
    ]
    assert jalali.from_date(months[0].first_on) == (1404, 2, 1)
    elsewhere = months_of(visits, dt.date(2026, 4, 30), "gregorian")
    assert [(one.first_on, one.visits) for one in elsewhere if one.visits] == [(dt.date(2026, 3, 1), 3)]
    assert elsewhere[0].first_on == dt.date(2025, 5, 1)


def test_history_tells_everything_with_what_it_changed(club, join, buy, session, fixed_clock) -> None:
    sara = join().member_id
    first = buy(sara, 1_000_000)
    fixed_clock.go(1_000)
    second = buy(sara, 500_000, credit=60_000)
    fixed_clock.go(1_000)
    back = refund(club, session, first.sale_id, None)
    fixed_clock.go(1_000)
    adjust(club, session, sara, points_unit("main"), 7, reason="prize")
    told = member_card(club, sara).transactions
    assert [(one.kind, one.number, one.net) for one in told] == [
        ("adjusted", "", 0),
        ("refund", back.code, 1_000_000),
        ("sale", second.code, 500_000),
        ("sale", first.code, 1_000_000),
    ]
    assert told[3].credit == 100_000
    assert told[2].credit == 44_000 - 60_000
    assert told[0].points == ((points_unit("main"), 7),)
    assert told[2].moved == CreditMoved(gained=44_000, spent=60_000)
    assert all(one.moved.came - one.moved.went == one.credit for one in told)
    assert sum(one.credit for one in told) == member_card(club, sara).credit.total


def test_a_statement_runs_from_its_opening_to_its_closing(club, join, buy, session, fixed_clock) -> None:
    sara = join(name="سارا").member_id
    buy(sara, 1_000_000)
    fixed_clock.go(40 * DAY)
    first_on = club.today()
    buy(sara, 500_000, credit=60_000)
    fixed_clock.go(150 * DAY)
    end_shift(club, session, 1_540_000)
    close_day(club, session)
    begin_shift(club, session, 0)
    told = statement(club, sara, first_on, club.today(), session)
    assert told.opening == 100_000
    assert [(row.transaction.kind, row.credit_after) for row in told.rows] == [
        ("sale", 84_000),
        ("expired", 44_000),
    ]
    assert (told.closing, told.purchases) == (44_000, 500_000)
    assert told.moved == CreditMoved(gained=44_000, spent=60_000, ended=40_000)
    assert told.closing == told.opening + told.moved.came - told.moved.went
    assert told.ended_unposted == 0
    assert told.member.profile.phone == "09120004567"
    assert told.place.shop == "فروشگاه نمونه"
    fixed_clock.go(100 * DAY)
    assert statement(club, sara, first_on, club.today()).ended_unposted == 44_000
    with pytest.raises(LoyaltyError, match=r"^statement_backwards"):
        statement(club, sara, club.today(), first_on)


def test_nobody_is_shown_who_is_not_there(club) -> None:
    with pytest.raises(LoyaltyError, match=r"^member_unknown"):
        member_card(club, "nobody")
