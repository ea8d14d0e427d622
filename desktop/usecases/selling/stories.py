"""What paper tells, read from facts: a sale or a reversal with names, and the member's credit before and after it.

Balances are as of the fact itself, so a copy printed a year later says what the first print said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.models.counter import (
    StoredReversal,
    StoredSale,
    held_as_of,
    product_names,
    stored_reversal,
    stored_sale,
)
from desktop.models.people import Person
from desktop.models.queries.members import survivor
from desktop.models.queries.pins import proof_of
from desktop.models.queries.signers import doer
from desktop.models.queries.vat import vat_of_reversal
from desktop.models.sources import Source
from desktop.usecases.members.naming import words_of
from desktop.usecases.offers.shelf import offer_names
from desktop.usecases.places import Place, place_of
from desktop.usecases.policies import documents_now, rules_now
from desktop.usecases.policy_defaults import ReceiptWords, parse_receipt
from desktop.usecases.selling.counter_member import TierPlace, tier_place
from desktop.usecases.till import Till
from loyalty.clock import business_day
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.kinds import CREDIT, Reversal, SoldLine, points_unit
from loyalty.ledger import Balance, Held, balances, is_expired
from loyalty.policy import Rules
from loyalty.words import Lang


@dataclass(frozen=True, slots=True)
class PointsStory:
    """One kind of points: what the slip changed and what was held after it."""

    name: Text
    change: int
    after: int


@dataclass(frozen=True, slots=True)
class MemberStory:
    """A member as of a slip; `lots` are (amount left, last day or None), the nearest end first.

    `waiting` is the part that cannot be spent yet, as (amount, first day), the nearest first.
    """

    person: Person
    place: TierPlace
    before: Balance
    after: Balance
    lots: tuple[tuple[int, dt.date | None], ...]
    waiting: tuple[tuple[int, dt.date], ...]
    points: tuple[PointsStory, ...]


@dataclass(frozen=True, slots=True)
class SaleStory:
    """A sale as paper tells it; names by product id, group id and offer id."""

    stored: StoredSale
    place: Place
    products: dict[str, str]
    groups: dict[str, Text]
    offers: dict[str, Text]
    member: MemberStory | None
    return_days: int
    proved: tuple[str, str] = ("", "")
    """How the payer of the credit was known, and who vouched for them; empty where nobody asked."""
    words: ReceiptWords = field(default_factory=ReceiptWords)
    """What the shop itself wants said on its paper."""
    units: Mapping[str, str] = field(default_factory=dict)
    """What measured goods of a group are measured in, by group."""

    def line_name(self, line: SoldLine, lang: Lang) -> str:
        """Return what a line of the sale is called: its product, or its group."""
        return self.products.get(line.product_id or "") or self.groups[line.group].of(lang)

    def line_unit(self, line: SoldLine) -> str:
        """Return what a line was measured in (`loyalty.groups.UNITS`), empty for pieces."""
        return self.units.get(line.group, "") if line.divisible else ""


@dataclass(frozen=True, slots=True)
class ReversalStory:
    """A refund or void as paper tells it."""

    stored: StoredReversal
    sale: SaleStory
    place: Place
    member: MemberStory | None
    vat: int = 0
    """The VAT inside what came back."""
    approved_by: str = ""

    @property
    def body(self) -> Reversal:
        """Return what was taken back."""
        return self.stored.body


def sale_story(till: Till, sale_id: str) -> SaleStory:
    """Return the story of a sale; raises `sale_unknown`."""
    with till.read() as db:
        return _sale_story(db, till, sale_id)


def reversal_story(till: Till, reversal_id: str) -> ReversalStory:
    """Return the story of a refund or void; raises `sale_unknown`."""
    with till.read() as db:
        stored = stored_reversal(db, reversal_id)
        if stored is None:
            raise LoyaltyError("sale_unknown", sale=reversal_id)
        body = stored.body
        return ReversalStory(
            stored=stored,
            sale=_sale_story(db, till, body.sale_id),
            place=place_of(db, till, stored.branch_id, stored.staff_id),
            member=_member_story(db, till, body.member_id, reversal_id, stored.at, stored.branch_id),
            vat=vat_of_reversal(db, reversal_id),
            approved_by=doer(db, reversal_id).approved_by,
        )


def _sale_story(db: Source, till: Till, sale_id: str) -> SaleStory:
    stored = stored_sale(db, sale_id)
    if stored is None:
        raise LoyaltyError("sale_unknown", sale=sale_id)
    rules = rules_now(db)
    sale = stored.sale
    return SaleStory(
        stored=stored,
        place=place_of(db, till, stored.branch_id, stored.staff_id),
        products=product_names(db, [line.product_id for line in sale.lines if line.product_id]),
        groups={line.group: group_name(rules, line.group) for line in sale.lines},
        offers=offer_names(db, [use.offer_id for use in sale.uses]),
        member=_member_story(db, till, sale.member_id, sale_id, stored.at, stored.branch_id),
        return_days=rules.refunds.return_days,
        proved=proof_of(db, sale_id),
        units={line.group: rules.groups.unit(line.group, divisible=True) for line in sale.lines},
        words=parse_receipt(documents_now(db).get("receipt", {})),
    )


def group_name(rules: Rules, group: str) -> Text:
    """Return the name of a product group; one without a document stands for itself."""
    known = rules.groups.by_id.get(group)
    return known.name if known else Text(group, group)


def _member_story(
    db: Source, till: Till, member_id: str | None, fact_id: str, at: int, branch_id: str
) -> MemberStory | None:
    if member_id is None:
        return None
    survivor_id = survivor(db, member_id)
    rules = rules_now(db)
    before = held_as_of(db, survivor_id, fact_id, before=True)
    after = held_as_of(db, survivor_id, fact_id)
    zone = till.shop.zone
    return MemberStory(
        person=words_of(db, survivor_id),
        place=tier_place(db, survivor_id, rules, business_day(at, zone), at),
        before=balances(before, at, branch_id),
        after=balances(after, at, branch_id),
        lots=_lots(after, at, zone),
        waiting=_waiting(after, at, zone),
        points=tuple(
            PointsStory(kind.name, _sum(after, at, unit) - _sum(before, at, unit), _sum(after, at, unit))
            for kind in rules.points.kinds
            for unit in (points_unit(kind.kind),)
        ),
    )


def _sum(held: Sequence[Held], at: int, unit: str) -> int:
    return sum(one.remaining for one in held if one.lot.unit == unit and not is_expired(one.lot, at))


def _waiting(held: Sequence[Held], at: int, zone: str) -> tuple[tuple[int, dt.date], ...]:
    by_day: dict[dt.date, int] = {}
    for one in held:
        if one.lot.unit == CREDIT and one.remaining > 0 and one.lot.vests_at > at:
            day = business_day(one.lot.vests_at, zone)
            by_day[day] = by_day.get(day, 0) + one.remaining
    return tuple((by_day[day], day) for day in sorted(by_day))


def _lots(held: Sequence[Held], at: int, zone: str) -> tuple[tuple[int, dt.date | None], ...]:
    by_day: dict[dt.date | None, int] = {}
    for one in held:
        if one.lot.unit == CREDIT and one.remaining > 0 and not is_expired(one.lot, at):
            end = one.lot.expires_at
            day = None if end is None else business_day(end - 1, zone)
            by_day[day] = by_day.get(day, 0) + one.remaining
    return tuple((by_day[day], day) for day in sorted(by_day, key=lambda day: day or dt.date.max))
