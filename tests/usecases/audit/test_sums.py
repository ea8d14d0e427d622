"""What is printed, closed and shown adds up: tenders to net, drawers to cash, VAT of slips to that of the Z slip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.printing.telling import receipt_of, refund_of
from desktop.printing.z_reports import z_content
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.checkout import Sold, checkout
from desktop.usecases.selling.day_close import close_day, day_totals
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.reversing import refund, void
from desktop.usecases.selling.shifts import begin_shift, end_shift
from desktop.usecases.selling.stories import reversal_story, sale_story
from desktop.usecases.selling.z_stories import day_story, shift_story
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from desktop.usecases.verify_till import verify_till
from loyalty.basket import Tender
from loyalty.clock import DAY
from tests.conftest import FixedClock

Sell = Callable[..., Sold]


def last_fact(till: Till, kind: str) -> str:
    with till.read() as db:
        return str(db.value("SELECT fact_id FROM fact WHERE kind = ? ORDER BY pos DESC", (kind,)))


def taxed(till: Till, session: Session) -> None:
    named = {"id": "SHOES", "name": {"fa": "کفش", "en": "Shoes"}, "vat": "10"}
    publish_policy(till, session, "groups", {"groups": [named]})


def adds_up(content: Any) -> bool:
    """Say whether the tenders of a Z slip, less what was withheld, are its net, and its sales come to it."""
    sales = content.gross - content.discounts - content.refunded - content.voided
    return bool(sales == content.net == sum(t.amount for t in content.tenders) - content.withheld)


def busy_day(till: Till, session: Session, sara: str, sell: Sell) -> list[str]:
    """Sell, spend, take back with credit gone, void; return the slips of the day by code."""
    first = sell(sara, 1_000_007, kind="card", pieces=3)
    spent = sell(sara, 300_003, credit=100_000)
    gone = sell(None, 99_999)
    mixed = checkout(
        till,
        session,
        basket_of([group_line(till, "SHOES", 70_001), group_line(till, "SHOES", 29_999)]),
        None,
        (Tender("coupon", 40_000), Tender("other", 10_000), Tender("cash", 60_000)),
    )
    back = [refund(till, session, first.code, [(1, 1_000)]), refund(till, session, first.code, None)]
    void(till, session, gone.code)
    back.append(refund(till, session, mixed.code, [(2, 1_000)]))
    assert sum(one.plan.withheld for one in back) > 0
    sold = [receipt_of(sale_story(till, one.sale_id), "en") for one in (first, spent, gone, mixed)]
    undone = [refund_of(reversal_story(till, one.reversal_id), "en") for one in back]
    return [str(sum(one.vat for one in sold) - sum(one.vat for one in undone) - sold[2].vat)]


def test_slips_add_up(selling: Till, session: Session, sara: str, sell: Sell) -> None:
    taxed(selling, session)
    vat = int(busy_day(selling, session, sara, sell)[0])
    end = end_shift(selling, session, 0)
    shift = z_content(shift_story(selling, last_fact(selling, "shift.closed")), "en")
    assert adds_up(shift), shift
    assert shift.vat == vat
    cash = sum(t.amount for t in shift.tenders if t.kind == "cash")
    assert shift.cash_start + cash + shift.cash_in - shift.cash_out == shift.cash_expected == end.expected
    totals = close_day(selling, session)
    day = z_content(day_story(selling, last_fact(selling, "till.closed"), "{}"), "en")
    assert adds_up(day), day
    assert (
        (day.net, day.vat, day.withheld)
        == (shift.net, vat, shift.withheld)
        == (totals.net, vat, totals.withheld)
    )
    assert [t.label for t in day.tenders if t.kind == "other"] == ["Coupon", ""]
    assert verify_till(selling).ok


def test_a_days_vat_stays_when_goods_come_back_later(
    selling: Till, session: Session, fixed_clock: FixedClock, sell: Sell
) -> None:
    taxed(selling, session)
    sold = sell(None, 110_000, pieces=2)
    end_shift(selling, session, 210_000)
    close_day(selling, session)
    closing = last_fact(selling, "till.closed")
    assert day_story(selling, closing, "{}").vat == 10_000
    fixed_clock.go(DAY)
    begin_shift(selling, session, 100_000)
    refund(selling, session, sold.code, [(1, 1_000)])
    assert day_story(selling, closing, "{}").vat == 10_000
    end_shift(selling, session, 45_000)
    close_day(selling, session)
    later = z_content(day_story(selling, last_fact(selling, "till.closed"), "{}"), "en")
    assert (later.vat, later.net) == (-5_000, -55_000)
    assert adds_up(later)


def test_the_vat_of_parts_is_that_of_the_whole(selling: Till, session: Session, sell: Sell) -> None:
    taxed(selling, session)
    for amount in (100_003, 99_998, 7, 1):
        sold = sell(None, amount, pieces=7)
        whole = receipt_of(sale_story(selling, sold.sale_id), "fa").vat
        assert whole == sold.priced.quote.totals.vat
        parts = [refund(selling, session, sold.code, [(1, 1_000)]) for _ in range(7)]
        slips = [refund_of(reversal_story(selling, one.reversal_id), "fa") for one in parts]
        assert sum(slip.vat for slip in slips) == whole
    assert day_totals(selling, selling.today()).net == 0


def test_the_club_of_a_day_agrees_with_the_ledger(
    selling: Till, session: Session, sara: str, sell: Sell, fixed_clock: FixedClock
) -> None:
    sell(sara, 1_000_000)
    spent = sell(sara, 300_000, credit=40_000)
    refund(selling, session, spent.code, None)
    part = sell(sara, 500_000, pieces=2)
    refund(selling, session, part.code, [(1, 1_000)])
    told = day_totals(selling, selling.today())
    club = dict(told.club())
    with selling.read() as db:
        moved = dict(
            db.rows(
                "SELECT b.unit = 'credit', sum(e.delta) FROM entry AS e JOIN lot_balance AS b USING (lot_id) GROUP BY 1"
            )
        )
    assert club["credit_taken"] < 0 < club["credit_back"] * -1
    assert club["credit_given_net"] - club["credit_spent_net"] == moved[1]
    assert club["points_given_net"] == moved[0]


def test_a_closed_day_never_tells_otherwise_later(
    selling: Till, session: Session, sara: str, sell: Sell, fixed_clock: FixedClock
) -> None:
    sold = sell(sara, 1_000_000)
    sell(None, 200_000)
    end_shift(selling, session, 1_200_000)
    closed = close_day(selling, session)
    assert (closed.purchases, closed.member_net, closed.expired) == (2, 1_000_000, 0)
    fixed_clock.go(DAY)
    begin_shift(selling, session, 0)
    refund(selling, session, sold.code, None)
    bought = sell(sara, 400_000)
    end_shift(selling, session, 0)
    assert bought.after is not None
    fixed_clock.go(200 * DAY)
    again = close_day(selling, session)
    assert again.posted == again.expired == bought.after.total > 0, "what ended is told where it was posted"
    assert close_day(selling, session).posted == 0
    assert day_totals(selling, again.on).expired == again.expired, "closing again takes nothing from the day"
    assert day_totals(selling, closed.on) == closed
    assert close_day(selling, session, closed.on) == closed
