"""Lots, who may spend of them, why an account stands below zero, and what the house took over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from central.store.db import Db, unique
from loyalty.exchange.centre import Debt
from loyalty.exchange.known import CappedOffer
from loyalty.kinds import OverspendRecognised
from loyalty.ledger import Lot
from loyalty.rights import CENTRE

Account = tuple[str, str]
"""A lot and a holder."""
NOWHERE: Mapping[str, int] = MappingProxyType({})


def add_lots(
    db: Db, lots: Iterable[tuple[Lot, str]], author: str, places: Mapping[str, int] = NOWHERE
) -> None:
    """Keep lots an author granted (empty: nobody), each with its home; a lot known before stays as it is.

    `places`: where in the feed the facts stand that are found by these lots.
    """
    rows = {
        lot.lot_id: (
            lot.lot_id,
            lot.member_id,
            lot.unit,
            lot.scope,
            lot.amount,
            lot.granted_at,
            lot.vests_at,
            lot.expires_at,
            lot.branch_id,
            lot.cause,
            lot.fact_id,
            home,
            author,
            places.get(lot.lot_id),
        )
        for lot, home in lots
    }
    columns = (
        "lot_id", "member_id", "unit", "scope", "amount", "granted_at", "vests_at", "expires_at", "branch_id",
        "cause", "fact_id", "home", "author", "pos",
    )  # fmt: skip
    db.add_many("lot", columns, "ttttiiiittttti", list(rows.values()), "ON CONFLICT DO NOTHING")


def add_opened(db: Db, lots: Iterable[Lot]) -> None:
    """Add to what is open of caps; a cap that is opened for the first time is made known."""
    for lot in lots:
        add_lots(db, [(replace(lot, amount=0), "")], CENTRE)
        db.run(
            "UPDATE lot SET amount = amount + :more, scope = :scope WHERE business_id = :b AND lot_id = :lot",
            more=lot.amount,
            scope=lot.scope,
            lot=lot.lot_id,
        )


def set_capped(db: Db, offers: Iterable[CappedOffer]) -> None:
    """Keep the caps of offers in the place of those an earlier version had."""
    columns = ("offer_id", "scope", "version", "fact_id", "number", "cost", "per_day")
    db.add_many(
        "capped_offer",
        columns,
        "ttitiii",
        [tuple(getattr(offer, name) for name in columns) for offer in offers],
        "ON CONFLICT (business_id, offer_id) DO UPDATE SET "
        + ", ".join(f"{name} = excluded.{name}" for name in columns[1:]),
    )


def is_capped(db: Db, offer_id: str) -> bool:
    """Say whether the caps of an offer are kept."""
    found = db.value("SELECT count(*) FROM capped_offer WHERE business_id = :b AND offer_id = :o", o=offer_id)
    return bool(found)


def homes_of(db: Db, lot_ids: Iterable[str]) -> dict[str, str]:
    """Return the homes of lots that are kept already."""
    wanted = unique(lot_ids)
    if not wanted:
        return {}
    rows = db.rows(
        f"SELECT lot_id, home FROM lot WHERE business_id = :b AND lot_id {db.among('lots')}", lots=wanted
    )
    return {row[0]: row[1] for row in rows}


def set_accounts(
    db: Db, after: Mapping[Account, int], homes: Mapping[str, str], authors: Mapping[str, str]
) -> None:
    """Bring accounts to what they are now; one with nothing in it goes. `authors`: who granted the lots that are kept."""
    db.add_many(
        "account",
        ("lot_id", "holder", "amount", "home", "elsewhere"),
        "ttiti",
        [
            (lot_id, holder, left, homes.get(lot_id, ""), int(authors.get(lot_id) != holder))
            for (lot_id, holder), left in after.items()
            if left
        ],
        "ON CONFLICT (business_id, holder, lot_id) DO UPDATE SET amount = excluded.amount",
    )
    empty: dict[str, list[str]] = {}
    for (lot_id, holder), left in after.items():
        if not left:
            empty.setdefault(holder, []).append(lot_id)
    for holder, lot_ids in empty.items():
        db.run(
            f"DELETE FROM account WHERE business_id = :b AND holder = :holder AND lot_id {db.among('lots')}",
            holder=holder,
            lots=lot_ids,
        )


def held_by(db: Db, holder: str) -> dict[str, int]:
    """Return all a holder holds: lot → amount."""
    rows = db.rows("SELECT lot_id, amount FROM account WHERE business_id = :b AND holder = :h", h=holder)
    return {row[0]: row[1] for row in rows}


def below_zero(db: Db) -> list[str]:
    """Return the lots of which somebody spent more than was theirs."""
    rows = db.rows(
        "SELECT DISTINCT lot_id FROM account WHERE business_id = :b AND amount < 0 ORDER BY lot_id"
    )
    return [row[0] for row in rows]


def over_in_hand(db: Db, holder: str, until: int, most: int) -> list[str]:
    """Return lots a holder has something of that expired at an instant or before."""
    rows = db.rows(
        "SELECT a.lot_id FROM account a JOIN lot l ON l.business_id = a.business_id AND l.lot_id = a.lot_id "
        "WHERE a.business_id = :b AND a.holder = :h AND a.amount > 0 AND l.expires_at <= :until "
        "ORDER BY a.home, a.lot_id LIMIT :most",
        h=holder,
        until=until,
        most=most,
    )
    return [row[0] for row in rows]


def all_accounts(db: Db, most: int = 5_000) -> Iterator[tuple[Account, int]]:
    """Give every account, holder by holder."""
    holder = lot_id = ""
    while True:
        rows = db.rows(
            "SELECT holder, lot_id, amount FROM account WHERE business_id = :b AND (holder, lot_id) > (:holder, :lot) "
            "ORDER BY holder, lot_id LIMIT :most",
            holder=holder,
            lot=lot_id,
            most=most,
        )
        for holder, lot_id, amount in rows:
            yield (lot_id, holder), amount
        if len(rows) < most:
            return


def totals_by_holder(db: Db) -> Sequence[tuple[str, str, int, int]]:
    """Return what each holder may spend: holder, unit, how much in all, of how many accounts; counts of members aside."""
    rows = db.rows(
        "SELECT a.holder, coalesce(l.unit, ''), sum(a.amount), count(*) FROM account a LEFT JOIN lot l "
        "ON l.business_id = a.business_id AND l.lot_id = a.lot_id "
        "WHERE a.business_id = :b AND a.lot_id NOT LIKE 'count:%' GROUP BY a.holder, coalesce(l.unit, '')"
    )
    return [(row[0], row[1], int(row[2]), int(row[3])) for row in rows]


def owners_of_lots(db: Db, lot_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return of what unit lots are, and whose: lot → (unit, member)."""
    rows = db.rows(
        f"SELECT lot_id, unit, member_id FROM lot WHERE business_id = :b AND lot_id {db.among('lots')}",
        lots=unique(lot_ids),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def set_debts(db: Db, before: Mapping[Account, Debt], after: Mapping[Account, Debt]) -> None:
    """Bring the reasons for accounts below zero to what they are now."""
    for lot_id, holder in before.keys() - after.keys():
        db.run("DELETE FROM debt WHERE business_id = :b AND lot_id = :l AND holder = :h", l=lot_id, h=holder)
    new = [
        (lot_id, holder, debt.cause, debt.fact_id)
        for (lot_id, holder), debt in after.items()
        if before.get((lot_id, holder)) != debt
    ]
    db.add_many(
        "debt",
        ("lot_id", "holder", "cause", "fact_id"),
        "tttt",
        new,
        "ON CONFLICT (business_id, lot_id, holder) DO UPDATE SET cause = excluded.cause, fact_id = excluded.fact_id",
    )


def open_debts(db: Db) -> Sequence[tuple[str, str, int, str, str]]:
    """Return accounts below zero: lot, holder, how far below, cause, the fact by which it showed."""
    rows = db.rows(
        "SELECT a.lot_id, a.holder, -a.amount, coalesce(d.cause, 'unexplained'), coalesce(d.fact_id, '') "
        "FROM account a LEFT JOIN debt d "
        "ON d.business_id = a.business_id AND d.lot_id = a.lot_id AND d.holder = a.holder "
        "WHERE a.business_id = :b AND a.amount < 0 ORDER BY a.lot_id, a.holder"
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def add_overspend(db: Db, fact_id: str, body: OverspendRecognised, at: int) -> None:
    """Note what the house took over, so that it is found without reading the feed."""
    db.add_many(
        "overspend",
        ("fact_id", "till_id", "lot_id", "amount", "cause", "by_fact_id", "at"),
        "tttitti",
        [
            (fact_id, body.till_id, part.lot_id, part.amount, body.cause, body.fact_id, at)
            for part in body.lots
        ],
        "ON CONFLICT DO NOTHING",
    )


def overspends(db: Db) -> Sequence[tuple[str, str, str, int, str, str, int]]:
    """Return what the house took over: fact, till, lot, amount, cause, fact by which it showed, instant."""
    rows = db.rows(
        "SELECT fact_id, till_id, lot_id, amount, cause, by_fact_id, at FROM overspend WHERE business_id = :b ORDER BY at, fact_id"
    )
    return [tuple(row) for row in rows]
