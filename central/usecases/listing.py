"""What the operator asks about: tills and how they stand, and what was spent twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from central.reading import parse_fact, read_body
from central.store import accounts, businesses, feed
from central.store.businesses import Branch, Retirement, TillRow
from central.store.db import Db
from central.store.places import Place
from loyalty.errors import LoyaltyError
from loyalty.kinds import CREDIT, EpochOpened
from loyalty.uses import USE

POINTS = "points:"
"""What the unit of one kind of points begins with."""
COPIED, RESTORED = "copied", "restored"


@dataclass(frozen=True, slots=True)
class Held:
    """What may be spent without asking, kind by kind: credit, points by their kind, and rights to offers by number."""

    credit: int = 0
    points: tuple[tuple[str, int], ...] = ()
    uses: int = 0


@dataclass(frozen=True, slots=True)
class TillStanding:
    """A till, its branch, what it may spend without asking, and why and by whom it was retired (empty: nobody did)."""

    till: TillRow
    branch: Branch
    held: Held
    reason: str = ""
    retired_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A business as it stands: its money unit, and since when it waits for tills after it was put back (None: not)."""

    name: str
    currency: str
    tills: tuple[TillStanding, ...]
    put_back_at: int | None = None


@dataclass(frozen=True, slots=True)
class Overspent:
    """What was spent twice: on the house already (`fact_id` says by which fact), or still below zero (`fact_id` empty).

    `at`: since when it is so: taken over by the house, or, still open, heard here by `shown_by`.
    """

    fact_id: str
    till: TillStanding
    lot_id: str
    amount: int
    cause: str
    shown_by: str
    at: int | None
    unit: str = CREDIT
    member_id: str = ""


def sum_up(told: Iterable[tuple[str, int, int]]) -> Held:
    """Return amounts of units, each of so many accounts, kind by kind."""
    credit, uses, points = 0, 0, dict[str, int]()
    for unit, amount, count in told:
        if unit == USE:
            uses += count
        elif unit.startswith(POINTS):
            kind = unit.removeprefix(POINTS)
            points[kind] = points.get(kind, 0) + amount
        else:
            credit += amount
    return Held(credit, tuple(sorted(points.items())), uses)


def list_tills(place: Place, business_id: str) -> Standing:
    """Return all tills of a business, and what the centre waits for."""
    with place.business(business_id) as db:
        business = businesses.read_business(db)
        awaited = businesses.anyone_awaited(db)
        return Standing(
            business.name,
            business.currency,
            _tills(db),
            _put_back_at(db, business.epoch) if awaited else None,
        )


def _tills(db: Db) -> tuple[TillStanding, ...]:
    named = {branch.branch_id: branch for branch in businesses.branches(db)}
    held: dict[str, list[tuple[str, int, int]]] = {}
    for holder, unit, amount, count in accounts.totals_by_holder(db):
        held.setdefault(holder, []).append((unit, amount, count))
    retired, nobody = businesses.retirements(db), Retirement("", ())
    tills = [
        (till, retired.get(till.till_id, nobody) if till.retired_at is not None else nobody)
        for till in businesses.tills(db)
    ]
    return tuple(
        TillStanding(
            till,
            named.get(till.branch_id, Branch(till.branch_id, "", "")),
            sum_up(held.get(till.till_id, ())),
            told.reason,
            told.by,
        )
        for till, told in tills
    )


def _put_back_at(db: Db, epoch: str) -> int | None:
    """Return when the centre began the epoch it is in: it began it when it was put back."""
    for _, raw in feed.beginnings(db):
        fact = parse_fact(raw)
        if fact.epoch == epoch:
            return fact.at
    return None


# -- what was spent twice ---------------------------------------------------------------------------------


def list_overspends(place: Place, business_id: str) -> tuple[Overspent, ...]:
    """Return what the house took over, and what is still open."""
    with place.business(business_id) as db:
        tills = {one.till.till_id: one for one in _tills(db)}
        nobody = TillRow("", "", b"", 0, "", 0, 0, 0, "", None, "", False)
        rows = [*_closed(db), *_open(db)]
        lots = accounts.owners_of_lots(db, [row[2] for row in rows])
        copied = _copied(db, tills.values())
        return tuple(
            Overspent(
                fact_id,
                tills.get(till, TillStanding(replace(nobody, till_id=till), Branch("", "", ""), Held())),
                lot,
                amount,
                COPIED if cause == RESTORED and till in copied else cause,
                by,
                at,
                *lots.get(lot, (CREDIT, "")),
            )
            for fact_id, till, lot, amount, cause, by, at in rows
        )


_Row = tuple[str, str, str, int, str, str, int | None]
"""Fact, till, lot, amount, cause, the fact by which it showed, instant."""


def _closed(db: Db) -> list[_Row]:
    return [(*row,) for row in accounts.overspends(db)]


def _open(db: Db) -> list[_Row]:
    debts = accounts.open_debts(db)
    heard = feed.heard_at(db, [by for *_, by in debts if by])
    return [("", holder, lot, amount, cause, by, heard.get(by)) for lot, holder, amount, cause, by in debts]


def _copied(db: Db, tills: Iterable[TillStanding]) -> set[str]:
    """Return the tills known by now to be two: what one of them spent was first heard as of a till that was put back."""
    known = {one.till.till_id for one in tills if one.till.doubt == "fork"}
    known |= {till_id for till_id, told in businesses.retirements(db).items() if told.reason == COPIED}
    return known | {till_id for till_id, raw in feed.beginnings(db) if _says_copied(raw)}


def _says_copied(raw: bytes) -> bool:
    fact = parse_fact(raw)
    if fact.kind != "epoch.opened":
        return False
    try:
        body = read_body(fact.kind, fact.version, fact.body)
    except LoyaltyError:
        return False
    return isinstance(body, EpochOpened) and body.cause == COPIED
