"""What is privileged carries a signature, and what is told adds up: `verify` notices where it does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from desktop.models.log import Approval, Tx
from desktop.usecases.members.erasing import erase
from desktop.usecases.members.merging import merge, split
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.adjusting import adjust
from desktop.usecases.selling.checkout import Sold
from desktop.usecases.selling.day_close import close_day
from desktop.usecases.selling.reversing import refund, void
from desktop.usecases.selling.shifts import begin_shift, end_shift
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from desktop.usecases.verify_till import verify_till
from loyalty.basket import Tender
from loyalty.clock import DAY
from loyalty.kinds import (
    BUSINESS_SCOPE,
    CREDIT,
    EntryAdjusted,
    Grant,
    ImportedMembers,
    ImportedSales,
    LotAmount,
    LotsOpened,
    MemberGone,
    MemberPair,
    Product,
    ProductsSet,
    ReturnedLine,
    Reversal,
    SaleRecorded,
    ShiftClosed,
    SoldLine,
    StaffKeyed,
    StaffSet,
    TillClosed,
)
from tests.conftest import FixedClock

Sell = Callable[..., Sold]


def found(till: Till) -> list[str]:
    """Return the codes of what verify finds."""
    return [problem.code for problem in verify_till(till).problems]


def told(till: Till, kind: str, body: object, *approvals: Approval) -> None:
    """Write a fact past the use cases, as someone with the till's own key could."""
    with till.transaction("owner") as tx:
        tx.record(kind, body, approvals=approvals)  # type: ignore[arg-type]


def grant(amount: int = 5_000_000) -> Grant:
    return Grant(CREDIT, BUSINESS_SCOPE, amount, 0, None, "opening")


FORGERIES = [
    ("lots.opened", lambda one, _: LotsOpened(one, 0, "0" * 26, (grant(),), "x" * 26)),
    ("entry.adjusted", lambda one, _: EntryAdjusted(one, (grant(),), (), "prize")),
    ("member.merged", lambda one, other: MemberPair(one, other)),
    ("member.split", lambda one, other: MemberPair(one, other)),
    ("member.erased", lambda one, _: MemberGone(one)),
    ("member.imported", lambda *_: ImportedMembers(())),
    ("sale.imported", lambda *_: ImportedSales(())),
    ("product.set", lambda *_: ProductsSet((Product("p", "1", "کفش", "SHOES", 1, 0, False),))),
    ("till.closed", lambda *_: TillClosed("2026-11-21", 0, 0, 0, (), 0, 0)),
]


@pytest.mark.parametrize(("kind", "body"), FORGERIES, ids=[kind for kind, _ in FORGERIES])
def test_what_is_privileged_is_missed_without_a_signature(
    selling: Till, sara: str, reza: str, kind: str, body: Callable[[str, str], object]
) -> None:
    told(selling, kind, body(sara, reza))
    assert found(selling) == ["act_unsigned"]


@pytest.mark.parametrize(("kind", "body"), FORGERIES, ids=[kind for kind, _ in FORGERIES])
def test_a_cashiers_signature_is_not_enough(
    selling: Till,
    make_staff: Callable[..., Session],
    sara: str,
    reza: str,
    kind: str,
    body: Callable[[str, str], object],
) -> None:
    cashier = make_staff("cashier")
    told(selling, kind, body(sara, reza), Approval(cashier.staff_id, cashier.signer))
    assert found(selling) == ["act_not_entitled"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("staff.set", StaffSet("mina", "Mina", "owner", None, active=True)),
        ("staff.set", StaffSet("owner", "Owner", "cashier", None, active=True)),
        ("staff.keyed", StaffKeyed("owner", bytes(32))),
    ],
    ids=["raise_oneself", "lower_the_owner", "key_of_the_owner"],
)
def test_nobody_reaches_above_themselves(
    selling: Till, make_staff: Callable[..., Session], kind: str, body: object
) -> None:
    manager = make_staff("manager_of_branches", staff_id="mina")
    told(selling, kind, body, Approval("mina", manager.signer))
    assert found(selling) == ["act_not_entitled"]


def test_a_day_of_everything_is_sound(
    selling: Till, session: Session, fixed_clock: FixedClock, sara: str, reza: str, sell: Sell
) -> None:
    first = sell(sara, 1_000_000)
    second = sell(sara, 300_000, credit=70_000, pieces=3)
    refund(selling, session, second.code, [(1, 1_000)])
    refund(selling, session, first.code, None)
    void(selling, session, sell(None, 50_000).code)
    adjust(selling, session, reza, CREDIT, 30_000, reason="goodwill")
    merge(selling, session, sara, reza)
    sell(reza, 90_000, credit=30_000)
    split(selling, session, reza)
    erase(selling, session, reza, confirmed=True)
    end_shift(selling, session, 0)
    close_day(selling, session)
    fixed_clock.go(9 * DAY)
    begin_shift(selling, session, 0)
    refund(selling, session, second.code, None)
    assert found(selling) == []


def test_a_late_refund_needs_somebody_who_may(
    selling: Till, session: Session, fixed_clock: FixedClock, sell: Sell
) -> None:
    sold = sell(None, 100_000)
    fixed_clock.go(7 * DAY)
    body = Reversal(
        sold.sale_id,
        sold.sale.number + 1,
        sold.sale.shift_id,
        None,
        (ReturnedLine(1, 1_000, 100_000, 0),),
        (Tender("cash", 100_000),),
        (),
        (),
        (),
        0,
        (),
        "other",
    )
    told(selling, "sale.refunded", body)
    assert found(selling) == []
    second = sell(None, 100_000)
    fixed_clock.go(7 * DAY + 1)
    with selling.transaction("owner") as tx:
        again = Reversal(
            second.sale_id, tx.next_number(), second.sale.shift_id, None, body.lines, body.money_back,
            (), (), (), 0, (), "other",
        )  # fmt: skip
        tx.record("sale.refunded", again)
    assert found(selling) == ["act_unsigned"]


def test_days_of_return_count_as_they_stood(
    selling: Till, session: Session, fixed_clock: FixedClock, make_staff: Callable[..., Session], sell: Sell
) -> None:
    cashier = make_staff("cashier")
    sold = sell(None, 100_000, pieces=2)
    fixed_clock.go(10 * DAY)
    publish_policy(selling, session, "refunds", {"return_days": 14})
    refund(selling, cashier, sold.code, [(1, 1_000)])
    publish_policy(selling, session, "refunds", {"return_days": 3})
    refund(selling, cashier, sold.code, [(1, 1_000)], approval=session)
    assert found(selling) == []


def sale(till: Till, member: str | None, **changed: object) -> SaleRecorded:
    """Return a sale of one line of 100,000 paid with cash, changed."""
    with till.read() as db:
        shift = db.value("SELECT shift_id FROM shift")
    words: dict[str, object] = {
        "number": 1,
        "shift_id": shift,
        "member_id": member,
        "lines": (SoldLine(1, "SHOES", None, 1_000, 100_000, 0, 0, 0),),
        "tenders": (Tender("cash", 100_000),),
        "change": 0,
        "spends": (),
        "grants": (),
        "uses": (),
    }
    return SaleRecorded(**{**words, **changed})  # type: ignore[arg-type]


UNSOUND: list[dict[str, object]] = [
    {"tenders": (Tender("cash", 90_000),)},
    {"change": 10_000},
    {"tenders": (Tender("card", 150_000),), "change": 50_000},
    {"tenders": (Tender("cash", 200_000), Tender("card", -100_000))},
    {"lines": (SoldLine(1, "SHOES", None, 1_000, 100_000, -50_000, 0, 0),)},
    {"lines": (SoldLine(1, "SHOES", None, 1_000, 100_000, 0, 40_000, 0),), "tenders": (Tender("cash", 60_000),)},
    {"grants": (Grant(CREDIT, BUSINESS_SCOPE, 50_000, 0, None, "base", (10_000,)),)},
]  # fmt: skip


@pytest.mark.parametrize("changed", UNSOUND)
def test_a_sale_whose_numbers_disagree_is_found(selling: Till, sara: str, changed: dict[str, object]) -> None:
    told(selling, "sale.recorded", sale(selling, sara, **changed))
    assert "fact_unsound" in found(selling)


def test_a_walk_in_earns_nothing(selling: Till) -> None:
    told(selling, "sale.recorded", sale(selling, None, grants=(grant(1),)))
    assert found(selling) == ["fact_unsound"]


@pytest.mark.parametrize(
    ("net", "back"), [(100_000, 200_000), (200_000, 200_000)], ids=["more_money_than_goods", "more_than_sold"]
)
def test_money_back_for_nothing_is_found(selling: Till, sell: Sell, net: int, back: int) -> None:
    sold = sell(None, 100_000)
    body = Reversal(
        sold.sale_id, 2, sold.sale.shift_id, None, (ReturnedLine(1, 1_000, net, 0),),
        (Tender("cash", back),), (), (), (), 0, (), "other",
    )  # fmt: skip
    told(selling, "sale.refunded", body)
    assert found(selling) == ["fact_unsound" if net != back else "sale_overreturned"]


def test_a_refund_of_no_sale_is_found(selling: Till, sell: Sell) -> None:
    sold = sell(None, 100_000)
    body = Reversal(
        "0" * 26, 2, sold.sale.shift_id, None, (ReturnedLine(1, 1_000, 5_000, 0),),
        (Tender("cash", 5_000),), (), (), (), 0, (), "other",
    )  # fmt: skip
    told(selling, "sale.refunded", body)
    assert found(selling) == ["sale_overreturned"]


def test_credit_spent_twice_is_found(
    selling: Till, sara: str, sell: Sell, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sell(sara, 500_000)
    monkeypatch.setattr(Tx, "_check_lots", lambda *_: None)
    twice = (LotAmount(f"{first.sale_id}.0", 60_000),)
    lines = (SoldLine(1, "SHOES", None, 1_000, 60_000, 0, 60_000, 0),)
    told(selling, "sale.recorded", sale(selling, sara, number=2, lines=lines, tenders=(), spends=twice))
    assert found(selling) == ["lot_below_zero"]


def test_a_shift_closed_with_other_totals_is_found(selling: Till, sell: Sell) -> None:
    sold = sell(None, 100_000)
    told(
        selling, "shift.closed", ShiftClosed(sold.sale.shift_id, 150_000, 150_000, (Tender("cash", 50_000),))
    )
    assert found(selling) == ["shift_totals_differ"]


def test_a_fact_hidden_under_another_kind_is_found(selling: Till, sara: str) -> None:
    told(selling, "entry.adjusted", EntryAdjusted(sara, (grant(),), (), "prize"))
    connection = selling.store._writer.driver_connection
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE fact SET kind = 'staff.locked' WHERE kind = 'entry.adjusted'")
    for _, sql in triggers:
        connection.execute(sql)
    assert "chain_broken" in found(selling)


def test_control_totals_are_signed_for_the_right_day(selling: Till, session: Session, sell: Sell) -> None:
    sell(None, 100_000)
    end_shift(selling, session, 200_000)
    close_day(selling, session, dt.date(2026, 11, 21))
    assert found(selling) == []
