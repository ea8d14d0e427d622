"""What a shift's and a day's slip tell: sums read from the kept tables, beside what was counted."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from desktop.models.queries.days import (
    numbers_of_day,
    numbers_of_shift,
    sold_in_shift,
    undone_in_shift,
    undone_on_day,
)
from desktop.models.queries.facts import FactRow, fact
from desktop.models.queries.names import staff_name
from desktop.models.queries.shifts import shift, shift_number, shift_tenders
from desktop.models.queries.signers import doer
from desktop.models.queries.vat import vat_of_day, vat_of_shift
from desktop.models.shops import receipt_code
from desktop.models.sources import Source
from desktop.usecases.places import Place, place_of
from desktop.usecases.selling.day_sums import DayTotals, totals_on
from desktop.usecases.selling.shifts import totals_of
from desktop.usecases.till import Till
from loyalty.basket import Tender
from loyalty.clock import day_start
from loyalty.errors import LoyaltyError
from loyalty.kinds import ShiftClosed


@dataclass(frozen=True, slots=True)
class ZStory:
    """A closed shift, or a day (`shift_no` None), whose drawers stand in its totals: it has none of its own."""

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
    start_apart: int = 0
    """What a shift began with less what the one before was closed with."""
    opened_by: str = ""
    """Who opened a shift, where somebody else closed it."""


def shift_story(till: Till, fact_id: str) -> ZStory:
    """Return the story of a shift by the fact that closed it; raises `sale_unknown`."""
    with till.read() as db:
        closed = _closed(db, fact_id)
        body = closed.body
        assert isinstance(body, ShiftClosed)
        opened = shift(db, body.shift_id)
        assert opened is not None
        first, last = _codes(till, numbers_of_shift(db, body.shift_id, till.shop.till_id))
        undone = undone_in_shift(db, body.shift_id)
        return ZStory(
            place=place_of(db, till, closed.fact.branch_id, closed.fact.staff_id),
            fact_at=closed.fact.at,
            opened_at=opened.opened_at,
            totals=_shift_totals(db, till, body.shift_id, undone),
            tenders=_with_credit(db, body),
            vat=vat_of_shift(db, body.shift_id),
            voids=undone["voids"],
            voided=undone["voided"],
            cash_start=opened.opened_with,
            brought_in=body.expected
            - opened.opened_with
            - sum(t.amount for t in body.tenders if t.kind == "cash"),
            expected=body.expected,
            counted=body.counted,
            first_code=first,
            last_code=last,
            seal=_seal(closed),
            shift_no=shift_number(db, closed.fact.till_id, opened.opened_at),
            start_apart=totals_of(db, opened).start_apart,
            opened_by=staff_name(db, opened.staff_id) if opened.staff_id != closed.fact.staff_id else "",
        )


def day_story(till: Till, fact_id: str, document: str) -> ZStory:
    """Return the story of a day by the fact that closed it."""
    with till.read() as db:
        closed = _closed(db, fact_id)
        fact = closed.fact
        on = dt.date.fromisoformat(json.loads(document).get("on") or fact.body[0])
        # The day's slip names this till's own receipts: another till counts its own.
        first, last = _codes(till, numbers_of_day(db, on, fact.branch_id, till.shop.till_id))
        undone = undone_on_day(db, on, fact.branch_id)
        totals = totals_on(db, till.shop, on)
        return ZStory(
            place=place_of(db, till, fact.branch_id, fact.staff_id),
            fact_at=fact.at,
            opened_at=day_start(on, till.shop.zone),
            totals=totals,
            tenders=totals.tenders,
            vat=vat_of_day(db, on, fact.branch_id),
            voids=undone["voids"],
            voided=undone["voided"],
            cash_start=0,
            brought_in=0,
            expected=0,
            counted=None,
            first_code=first,
            last_code=last,
            seal=_seal(closed),
            shift_no=None,
            approved_by=doer(db, fact_id).approved_by,
        )


def _closed(db: Source, fact_id: str) -> FactRow:
    found = fact(db, fact_id)
    if found is None:
        raise LoyaltyError("sale_unknown", sale=fact_id)
    return found


def _seal(closed: FactRow) -> str:
    return bytes(closed.hash).hex()[:12]


def _with_credit(db: Source, body: ShiftClosed) -> tuple[Tender, ...]:
    # Credit stands beside the money, so that the slip's ways of paying add up to its net.
    credit = shift_tenders(db, body.shift_id).get("credit", 0)
    return (*body.tenders, Tender("credit", credit)) if credit else body.tenders


def _codes(till: Till, numbers: tuple[int | None, int | None]) -> tuple[str, str]:
    first, last = ("" if number is None else receipt_code(till.shop.code, number) for number in numbers)
    return first, last


def _shift_totals(db: Source, till: Till, shift_id: str, undone: dict[str, int]) -> DayTotals:
    sold, on = sold_in_shift(db, shift_id)
    sums: dict[str, Any] = sold | {name: undone[name] for name in undone.keys() - {"voids", "voided"}}
    sums["net"] -= undone["refund_net"] + undone["voided"]
    return DayTotals(on or till.today(), till.shop.branch_id, **sums)
