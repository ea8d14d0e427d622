"""What a shift's and a day's slip tell: sums read from the kept tables, beside what was counted."""

# ruff: noqa: S608 - conditions are this file's own texts.
from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from desktop.models.queries.shop import shift_tenders
from desktop.models.queries.signers import doer
from desktop.models.shops import receipt_code
from desktop.models.sources import Source
from desktop.usecases.selling.day_sums import DayTotals, totals_on
from desktop.usecases.selling.stories import Place, place_of
from desktop.usecases.selling.vat_sums import vat_of_span
from desktop.usecases.till import Till
from loyalty.basket import Tender
from loyalty.clock import day_start
from loyalty.errors import LoyaltyError
from loyalty.facts import parse_fact
from loyalty.kinds import ShiftClosed, read_body


@dataclass(frozen=True, slots=True)
class ZStory:
    """A closed shift, or a day (`shift_no` None; `expected` and `counted` of all shifts closed on it, None without any)."""

    place: Place
    fact_at: int
    opened_at: int
    totals: DayTotals
    tenders: tuple[Tender, ...]
    vat: int
    voids: int
    voided: int
    cash_start: int
    brought_in: int
    expected: int
    counted: int | None
    first_code: str
    last_code: str
    seal: str
    shift_no: int | None
    approved_by: str = ""


def shift_story(till: Till, fact_id: str) -> ZStory:
    """Return the story of a shift by the fact that closed it; raises `sale_unknown`."""
    with till.read() as db:
        at, seal, raw = _fact(db, fact_id)
        fact = parse_fact(raw)
        body = read_body(fact.kind, fact.version, fact.body)
        assert isinstance(body, ShiftClosed)
        opened_at, opened_with, staff = db.rows(
            "SELECT opened_at, opened_with, staff_id FROM shift WHERE shift_id = ?", (body.shift_id,)
        )[0]
        number = db.value(
            "SELECT count(*) FROM shift WHERE till_id = ? AND opened_at <= ?", (fact.till_id, opened_at)
        )
        where, key = "shift_id = ?", (body.shift_id,)
        first, last = _codes(db, till, where, key)
        voids, voided = _voids(db, where, key)
        return ZStory(
            place=place_of(db, till, fact.branch_id, staff),
            fact_at=at,
            opened_at=opened_at,
            totals=_shift_totals(db, till, body.shift_id),
            tenders=_with_credit(db, body),
            vat=vat_of_span(db, _of_t(where), key),
            voids=voids,
            voided=voided,
            cash_start=opened_with,
            brought_in=body.expected - opened_with - sum(t.amount for t in body.tenders if t.kind == "cash"),
            expected=body.expected,
            counted=body.counted,
            first_code=first,
            last_code=last,
            seal=seal,
            shift_no=int(number),
        )


def day_story(till: Till, fact_id: str, document: str) -> ZStory:
    """Return the story of a day by the fact that closed it."""
    with till.read() as db:
        at, seal, raw = _fact(db, fact_id)
        fact = parse_fact(raw)
        on = dt.date.fromisoformat(json.loads(document).get("on") or fact.body[0])
        where, key = "on_day = ? AND branch_id = ?", (on.isoformat(), fact.branch_id)
        first, last = _codes(db, till, where, key)
        voids, voided = _voids(db, where, key)
        totals = totals_on(db, till.shop, on)
        return ZStory(
            place=place_of(db, till, fact.branch_id, fact.staff_id),
            fact_at=at,
            opened_at=day_start(on, till.shop.zone),
            totals=totals,
            tenders=totals.tenders,
            vat=vat_of_span(db, _of_t(where), key),
            voids=voids,
            voided=voided,
            cash_start=0,
            brought_in=totals.brought_in,
            expected=totals.cash_expected,
            counted=totals.cash_counted if totals.drawers else None,
            first_code=first,
            last_code=last,
            seal=seal,
            shift_no=None,
            approved_by=doer(db, fact_id).approved_by,
        )


def _fact(db: Source, fact_id: str) -> tuple[int, str, bytes]:
    row = db.row("SELECT at, hash, raw FROM fact WHERE fact_id = ?", (fact_id,))
    if row is None:
        raise LoyaltyError("sale_unknown", sale=fact_id)
    return row[0], bytes(row[1]).hex()[:12], row[2]


def _with_credit(db: Source, body: ShiftClosed) -> tuple[Tender, ...]:
    # Credit stands beside the money, so that the slip's ways of paying add up to its net.
    credit = shift_tenders(db, body.shift_id).get("credit", 0)
    return (*body.tenders, Tender("credit", credit)) if credit else body.tenders


def _codes(db: Source, till: Till, where: str, key: tuple[str, ...]) -> tuple[str, str]:
    # The day's slip names this till's own receipts: another till counts its own.
    first, last = db.rows(
        f"SELECT min(number), max(number) FROM sale WHERE {where} AND till_id = ?", (*key, till.shop.till_id)
    )[0]
    return ("", "") if first is None else (_code(till, first), _code(till, last))


def _code(till: Till, number: int) -> str:
    return receipt_code(till.shop.code, number)


def _of_t(where: str) -> str:
    return "t." + where.replace("AND ", "AND t.")


def _voids(db: Source, where: str, key: tuple[str, ...]) -> tuple[int, int]:
    sql = f"SELECT count(*), coalesce(sum(net), 0) FROM reversal WHERE {where} AND kind = 'void'"
    count, net = db.rows(sql, key)[0]
    return int(count), int(net)


def _shift_totals(db: Source, till: Till, shift_id: str) -> DayTotals:
    sold = db.rows(
        "SELECT coalesce(sum(gross), 0), coalesce(sum(discount), 0), coalesce(sum(net), 0), count(*),"
        " coalesce(sum(net_now > 0), 0), coalesce(sum(max(net_now, 0)), 0),"
        " coalesce(sum(member_id IS NOT NULL), 0), coalesce(sum(credit_paid), 0), coalesce(sum(credit_earned), 0),"
        " coalesce(sum(points_earned), 0), min(on_day),"
        " coalesce(sum(iif(member_id IS NULL, 0, max(net_now, 0))), 0) FROM sale WHERE shift_id = ?",
        (shift_id,),
    )[0]
    count, back, withheld, credit_back, credit_taken, points_taken = db.rows(
        "SELECT coalesce(sum(kind <> 'void'), 0), coalesce(sum(iif(kind = 'void', 0, net)), 0),"
        " coalesce(sum(iif(kind = 'void', 0, withheld)), 0), coalesce(sum(credit_back), 0),"
        " coalesce(sum(credit_taken), 0), coalesce(sum(points_taken), 0) FROM reversal WHERE shift_id = ?",
        (shift_id,),
    )[0]
    _, voided = _voids(db, "shift_id = ?", (shift_id,))
    return DayTotals(
        on=dt.date.fromisoformat(sold[10]) if sold[10] else till.today(),
        branch_id=till.shop.branch_id,
        gross=sold[0],
        discount=sold[1],
        net=sold[2] - back - voided,
        sales=sold[3],
        refunds=count,
        refund_net=back,
        purchases=sold[4],
        purchase_net=sold[5],
        member_purchases=sold[6],
        member_net=sold[11],
        credit_paid=sold[7],
        credit_earned=sold[8],
        points_earned=sold[9],
        withheld=withheld,
        credit_back=credit_back,
        credit_taken=credit_taken,
        points_taken=points_taken,
    )
