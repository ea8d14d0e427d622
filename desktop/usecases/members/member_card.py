"""A member whole: what the sale screen's column and the member screen show, read in one moment of the file.

Figures are those of the person over all merged ids. A phone is whole only for those who may see it. Nothing here is
text for a reader: names of tiers and offers come in both languages, the rest are numbers, days and codes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.models.people import Person
from desktop.models.queries.lots import held, owed
from desktop.models.queries.members import (
    MemberRow,
    consents,
    history,
    member,
    numbered_cards,
    set_of,
    stat,
    survivor,
)
from desktop.models.queries.pins import standing_pin
from desktop.models.queries.places import branch_name
from desktop.models.sources import Source
from desktop.usecases.authority import may_do
from desktop.usecases.credit_places import BranchCredit, Holder, credit_elsewhere, holders
from desktop.usecases.members.causes import Cause, causes_of
from desktop.usecases.members.enrol import CHANNELS
from desktop.usecases.members.naming import words_of
from desktop.usecases.members.transactions import Transaction, transactions
from desktop.usecases.members.words import mask_phone
from desktop.usecases.policies import rules_now
from desktop.usecases.selling.counter_member import TierPlace, lendable_to, tier_place
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.clock import business_day, calendar_of
from loyalty.conditions.days import day_of_month, days_until_birthday, months_before
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.kinds import CREDIT, points_unit
from loyalty.ledger import Balance, Held, balances, standing
from loyalty.lots import REDEEM_ORDER, in_order
from loyalty.member import Visit
from loyalty.policy import Rules

MONTHS_SHOWN = 12
MOST_ENDED = 200


@dataclass(frozen=True, slots=True)
class Profile:
    """Who it is. `ids` are all merged ids, the survivor's first; `phone` is None unless it may be seen."""

    member_id: str
    shown_id: str
    ids: tuple[str, ...]
    state: str
    name: str
    phone_masked: str
    phone: str | None
    email: str
    gender: str
    note: str
    tags: tuple[str, ...]
    birth_on: dt.date | None
    birthday_in: int | None
    joined_on: dt.date
    joined_branch: str
    origin: str
    referrer_id: str | None
    referrer: str
    has_pin: bool = False


@dataclass(frozen=True, slots=True)
class LotShown:
    """A lot with what is left in it. `standing`: spendable, not_vested, elsewhere or expired, here and now.

    `scope_branch` is the branch's name where the lot may be spent at one branch only.
    """

    lot_id: str
    unit: str
    scope: str
    scope_branch: str
    amount: int
    remaining: int
    granted_at: int
    vests_at: int
    expires_at: int | None
    standing: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class PointsHeld:
    """One kind of points and what the member holds of it."""

    kind: str
    name: Text
    balance: Balance


@dataclass(frozen=True, slots=True)
class Stats:
    """Purchases with a net above zero: `average` net and `mean_gap_days` rounded, None where there is none."""

    visits: int
    spent: int
    discount: int
    average: int | None
    first_visit_at: int | None
    last_visit_at: int | None
    mean_gap_days: int | None


@dataclass(frozen=True, slots=True)
class MonthVisits:
    """Visits in a month of the branch's calendar, named by its first day."""

    first_on: dt.date
    visits: int


@dataclass(frozen=True, slots=True)
class CardShown:
    """A card; `blocked_at` is None while it works, `issued_at` None where only its number is known."""

    card_id: str
    number: str
    issued_at: int | None
    blocked_at: int | None


@dataclass(frozen=True, slots=True)
class ConsentShown:
    """What a member said about a channel: yes, no, or None when never asked."""

    channel: str
    given: bool | None


@dataclass(frozen=True, slots=True)
class MemberCard:
    """Everything about a member at `at`. `lots` in the order they are spent, then points; `ended` are used up or
    over, newest first; `elsewhere` is credit for other branches alone, `holders` who else holds some; `rfm` waits for the figures."""

    at: int
    profile: Profile
    place: TierPlace
    credit: Balance
    points: tuple[PointsHeld, ...]
    owed: dict[str, int]
    lots: tuple[LotShown, ...]
    ended: tuple[LotShown, ...]
    stats: Stats
    months: tuple[MonthVisits, ...]
    cards: tuple[CardShown, ...]
    consents: tuple[ConsentShown, ...]
    transactions: tuple[Transaction, ...]
    elsewhere: tuple[BranchCredit, ...] = ()
    holders: tuple[Holder, ...] = ()
    rfm: str | None = None


def member_card(
    till: Till, member_id: str, session: Session | None = None, *, history_limit: int = 200
) -> MemberCard:
    """Return a member of any state with everything the shop knows; raises `member_unknown`."""
    open_phone = may_do(till, session, "see_phone")
    with till.read() as db:
        return read_card(db, till, member_id, open_phone=open_phone, history_limit=history_limit)


def read_card(
    db: Source, till: Till, member_id: str, *, open_phone: bool = False, history_limit: int = 200
) -> MemberCard:
    """Return the same within a reading or transaction under way."""
    row = member(db, survivor(db, member_id))
    if row is None:
        raise LoyaltyError("member_unknown", member=member_id)
    at, rules = till.now(), rules_now(db)
    today, calendar = business_day(at, till.shop.zone), calendar_of(till.shop.zone)
    everything = held(db, row.member_id, empty=True)
    visits = history(db, row.member_id)
    lots, ended = _lots(db, till, everything, at)
    return MemberCard(
        at=at,
        profile=_profile(db, row, today, calendar, open_phone),
        place=tier_place(db, row.member_id, rules, today),
        credit=balances(
            everything, at, till.shop.branch_id, trust=lendable_to(db, row.member_id, rules, everything)
        ),
        points=_points(rules, everything, at, till.shop.branch_id),
        owed=owed(db, row.member_id),
        lots=lots,
        ended=ended,
        stats=_stats(db, row.member_id, visits),
        months=months_of(visits, today, calendar),
        cards=cards_of(db, row.member_id),
        consents=_consents(db, row.member_id),
        transactions=transactions(db, row.member_id, limit=history_limit),
        elsewhere=credit_elsewhere(db, everything, at, till.shop.branch_id),
        holders=holders(db, everything, at, till.shop.branch_id),
    )


def _profile(db: Source, row: MemberRow, today: dt.date, calendar: str, open_phone: bool) -> Profile:
    told = words_of(db, row.member_id)
    referrer = words_of(db, row.referrer_id) if row.referrer_id else Person()
    born = told.birth_on
    return Profile(
        member_id=row.member_id,
        shown_id=told.external_id or row.member_id,
        ids=set_of(db, row.member_id),
        state=row.state,
        name=told.name,
        phone_masked=mask_phone(told.phone),
        phone=told.phone if open_phone else None,
        email=told.email,
        gender=told.gender,
        note=told.note,
        tags=told.tags,
        birth_on=born,
        birthday_in=days_until_birthday(born, today, calendar) if born else None,
        joined_on=row.joined_on,
        joined_branch=branch_name(db, row.joined_branch),
        origin=row.origin,
        referrer_id=row.referrer_id,
        referrer=referrer.name,
        has_pin=standing_pin(db, row.member_id) is not None,
    )


def _lots(
    db: Source, till: Till, everything: Sequence[Held], at: int
) -> tuple[tuple[LotShown, ...], tuple[LotShown, ...]]:
    here = till.shop.branch_id
    ordered = sorted(in_order(everything, REDEEM_ORDER), key=lambda one: one.lot.unit != CREDIT)
    live = [one for one in ordered if one.remaining and standing(one.lot, at, here) != "expired"]
    living = {one.lot.lot_id for one in live}
    over = [one for one in everything if one.lot.lot_id not in living]
    over.sort(key=lambda one: (one.lot.granted_at, one.lot.lot_id), reverse=True)
    over = over[:MOST_ENDED]
    causes = causes_of(db, [one.lot for one in (*live, *over)])

    def shown(one: Held) -> LotShown:
        return _lot(db, one, standing(one.lot, at, here), causes[one.lot.lot_id])

    return tuple(map(shown, live)), tuple(map(shown, over))


def _lot(db: Source, one: Held, stands: str, cause: Cause) -> LotShown:
    lot = one.lot
    kind, _, name = lot.scope.partition(":")
    return LotShown(
        lot_id=lot.lot_id,
        unit=lot.unit,
        scope=lot.scope,
        scope_branch=branch_name(db, name) if kind == "branch" else "",
        amount=lot.amount,
        remaining=one.remaining,
        granted_at=lot.granted_at,
        vests_at=lot.vests_at,
        expires_at=lot.expires_at,
        standing=stands,
        cause=cause,
    )


def _points(rules: Rules, everything: Sequence[Held], at: int, branch_id: str) -> tuple[PointsHeld, ...]:
    return tuple(
        PointsHeld(kind.kind, kind.name, balances(everything, at, branch_id, points_unit(kind.kind)))
        for kind in rules.points.kinds
    )


def _stats(db: Source, member_id: str, visits: Sequence[Visit]) -> Stats:
    summed = stat(db, member_id)
    return Stats(
        visits=summed.visits,
        spent=summed.spent,
        discount=summed.discount,
        average=(summed.spent + summed.visits // 2) // summed.visits if summed.visits else None,
        first_visit_at=summed.first_at,
        last_visit_at=summed.last_at,
        mean_gap_days=mean_gap(visits),
    )


def mean_gap(visits: Sequence[Visit]) -> int | None:
    """Return the mean days between days of purchase, rounded half up; None with fewer than two such days."""
    days = sorted({visit.on for visit in visits})
    if len(days) < 2:
        return None
    gaps = len(days) - 1
    return (2 * (days[-1] - days[0]).days + gaps) // (2 * gaps)


def months_of(visits: Sequence[Visit], today: dt.date, calendar: str) -> tuple[MonthVisits, ...]:
    """Return the visits of the last twelve months of a calendar, this one last."""
    counts = Counter(_first_of_month(visit.on, calendar) for visit in visits)
    this = _first_of_month(today, calendar)
    months = (months_before(this, back, calendar) for back in reversed(range(MONTHS_SHOWN)))
    return tuple(MonthVisits(first_on, counts[first_on]) for first_on in months)


def _first_of_month(on: dt.date, calendar: str) -> dt.date:
    return on - dt.timedelta(days=day_of_month(on, calendar) - 1)


def cards_of(db: Source, member_id: str) -> tuple[CardShown, ...]:
    """Return the cards of a person over all merged ids, those of the club before too.

    Working ones first, among them those of the member who stayed, the newest first.
    """
    rows = [
        (*row, place > 0)
        for place, one in enumerate(set_of(db, member_id))
        for row in numbered_cards(db, one)
    ]
    rows.sort(key=lambda row: (row[3] is not None, row[4], -(row[2] or 0), row[0]))
    return tuple(CardShown(*row[:4]) for row in rows)


def _consents(db: Source, member_id: str) -> tuple[ConsentShown, ...]:
    said = consents(db, member_id)
    return tuple(ConsentShown(channel, said.get(channel)) for channel in CHANNELS)
