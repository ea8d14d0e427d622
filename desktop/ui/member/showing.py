"""From what the shop knows about a member to what the screen shows. No Qt, no words but those of the shop itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from desktop.ui.formats import Formats
from desktop.ui.member.grouping import MOST_LOTS, group_ends, group_lots
from desktop.ui.member.shown import (
    ShownBand,
    ShownCard,
    ShownConsent,
    ShownEnd,
    ShownFound,
    ShownHead,
    ShownLot,
    ShownLots,
    ShownMember,
    ShownMove,
    ShownOne,
    ShownPoints,
    ShownProfile,
    ShownSide,
    ShownTier,
)
from desktop.usecases.members.find import FoundMember
from desktop.usecases.members.member_card import LotShown, MemberCard, PointsHeld
from loyalty.clock import business_day
from loyalty.kinds import CREDIT
from loyalty.words import Lang

SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Reader:
    """How the screen is read just now: the formats, the zone, what the person may do, what stands open."""

    formats: Formats
    zone: str
    acts: frozenset[str]
    revealed: bool = False
    open_keys: frozenset[str] = field(default_factory=frozenset)
    shows_ended: bool = False

    @property
    def lang(self) -> Lang:
        """Return the language."""
        return self.formats.lang

    def day(self, at: int) -> dt.date:
        """Return the business day of an instant."""
        return business_day(at, self.zone)

    def last_day(self, expires_at: int | None) -> dt.date | None:
        """Return the last day of something that is over at an instant."""
        return None if expires_at is None else business_day(expires_at - 1, self.zone)


def found_shown(found: tuple[FoundMember, ...], reader: Reader) -> tuple[ShownFound, ...]:
    """Return the rows of the search."""
    return tuple(
        ShownFound(
            one.member_id,
            one.name,
            reader.formats.masked(one.phone or one.phone_masked),
            one.tier.name.of(reader.lang),
            one.credit_here,
            one.blocked,
        )
        for one in found
    )


def member_shown(card: MemberCard, reader: Reader) -> ShownMember:
    """Return the whole screen."""
    credit = tuple(lot for lot in card.lots if lot.unit == CREDIT)
    points = tuple(lot for lot in card.lots if lot.unit != CREDIT)
    return ShownMember(
        head=_head(card, reader),
        lots=_lots(card, credit, reader),
        moves=_moves(card, reader),
        points=tuple(_points(one, reader) for one in card.points),
        point_lots=_rows(tuple(_lot(lot, card, reader) for lot in points), reader),
        consents=_consents(card),
        profile=_profile(card, reader),
        cards=_cards(card, reader),
        side=_side(card, reader),
        acts=reader.acts,
    )


def one_shown(card: MemberCard, reader: Reader) -> ShownOne:
    """Return a member as they stand beside another."""
    profile, stats = card.profile, card.stats
    return ShownOne(
        member_id=profile.member_id,
        name=profile.name,
        phone=_phone(card, reader),
        joined_on=profile.joined_on,
        tier=card.place.tier.name.of(reader.lang),
        credit=card.credit.total,
        visits=stats.visits,
        spent=stats.spent,
        last_on=None if stats.last_visit_at is None else reader.day(stats.last_visit_at),
        cards=sum(1 for one in card.cards if one.blocked_at is None),
    )


def _phone(card: MemberCard, reader: Reader) -> str:
    return reader.formats.masked(card.profile.phone or card.profile.phone_masked)


def _head(card: MemberCard, reader: Reader) -> ShownHead:
    profile = card.profile
    whole = profile.phone or ""
    working = [one for one in card.cards if one.blocked_at is None]
    return ShownHead(
        member_id=profile.member_id,
        name=profile.name,
        phone=_phone(card, reader),
        whole_phone=whole if reader.revealed else "",
        may_reveal=bool(whole),
        tier=card.place.tier.name.of(reader.lang),
        card=working[0].number if working else "",
        joined_on=profile.joined_on,
        branch=profile.joined_branch,
        state=profile.state,
        merged=len(profile.ids),
        tags=profile.tags,
    )


# -- lots ---------------------------------------------------------------------------------------------------


def _lots(card: MemberCard, credit: tuple[LotShown, ...], reader: Reader) -> ShownLots:
    lots = tuple(_lot(lot, card, reader) for lot in credit)
    ended = tuple(lot for lot in card.ended if lot.unit == CREDIT)
    rows = tuple(_lot(lot, card, reader) for lot in ended) if reader.shows_ended else _rows(lots, reader)
    return ShownLots(
        today=reader.day(card.at),
        band=_band(card, lots, reader),
        ends=_ends(lots, reader),
        lots=rows,
        ended=len(ended),
        shows_ended=reader.shows_ended,
    )


def _rows(lots: tuple[ShownLot, ...], reader: Reader) -> tuple[ShownLot, ...]:
    if len(lots) <= MOST_LOTS:
        return lots
    # Grouping needs the order of their ends; the order of spending is nearly that, but not across branches.
    ordered = sorted(lots, key=lambda lot: (lot.ends_on is None, lot.ends_on or dt.date.max, lot.standing))
    return group_lots(tuple(ordered), reader.open_keys, lambda on: reader.formats.month(on))


def _ends(lots: tuple[ShownLot, ...], reader: Reader) -> tuple[ShownEnd, ...]:
    days: dict[tuple[dt.date, str], list[ShownLot]] = {}
    for lot in lots:
        if lot.ends_on is not None:
            days.setdefault((lot.ends_on, lot.standing), []).append(lot)
    ends = tuple(
        ShownEnd(on, sum(lot.left for lot in found), standing, len(found))
        for (on, standing), found in sorted(days.items())
    )
    return group_ends(ends, lambda on: reader.formats.month(on))


def _lot(lot: LotShown, card: MemberCard, reader: Reader) -> ShownLot:
    today = reader.day(card.at)
    ends_on = reader.last_day(lot.expires_at)
    days = None if ends_on is None else (ends_on - today).days
    cause = lot.cause
    of = cause.offer.of(reader.lang) if cause.offer else cause.number
    return ShownLot(
        key=lot.lot_id,
        cause=cause.kind,
        of=of,
        granted_on=reader.day(lot.granted_at),
        branch=lot.scope_branch,
        amount=lot.amount,
        left=lot.remaining,
        ends_on=ends_on,
        days=days,
        vests_on=reader.day(lot.vests_at) if lot.standing == "not_vested" else None,
        standing=_standing(lot, days),
        kind=_kind_name(lot.unit, card, reader),
    )


def _standing(lot: LotShown, days: int | None) -> str:
    if not lot.remaining:
        return "used"
    if lot.standing in ("not_vested", "elsewhere", "expired"):
        return lot.standing
    return "soon" if days is not None and days <= SOON_DAYS else "here"


def _kind_name(unit: str, card: MemberCard, reader: Reader) -> str:
    kind = unit.removeprefix("points:")
    return next((one.name.of(reader.lang) for one in card.points if one.kind == kind), "")


def _band(card: MemberCard, lots: tuple[ShownLot, ...], reader: Reader) -> ShownBand:
    credit = card.credit
    soon = [lot for lot in lots if lot.standing == "soon"]
    vesting = [lot.vests_on for lot in lots if lot.vests_on is not None]
    first = card.points[0] if card.points else None
    return ShownBand(
        here=credit.spendable_here,
        held=credit.held_by_others,
        elsewhere=credit.elsewhere,
        owed=card.owed.get(CREDIT, 0),
        not_vested=credit.not_vested,
        vests_on=min(vesting) if vesting else None,
        soon=sum(lot.left for lot in soon),
        soon_on=min((lot.ends_on for lot in soon if lot.ends_on), default=None),
        points=first.balance.total if first else 0,
        points_name=first.name.of(reader.lang) if first else "",
        points_soon=first.balance.next_expiring if first else 0,
        points_soon_on=reader.last_day(first.balance.next_expires_at) if first else None,
        holders=tuple(" · ".join(filter(None, (one.till, one.branch))) for one in card.holders),
        branches=tuple(one.branch for one in card.elsewhere),
    )


# -- the other tabs -------------------------------------------------------------------------------------------


def _moves(card: MemberCard, reader: Reader) -> tuple[ShownMove, ...]:
    names = {f"points:{one.kind}": one.name.of(reader.lang) for one in card.points}
    return tuple(
        ShownMove(
            key=one.fact_id,
            kind=one.kind,
            at=one.at,
            number=one.number,
            net=-one.net if one.kind in ("refund", "void") else one.net,
            credit=one.credit,
            points=tuple((names.get(unit, unit), delta) for unit, delta in one.points),
            by=one.doer.by,
            approved_by=one.doer.approved_by,
        )
        for one in card.transactions
    )


def _points(one: PointsHeld, reader: Reader) -> ShownPoints:
    held = one.balance
    return ShownPoints(
        one.kind,
        one.name.of(reader.lang),
        held.total,
        held.not_vested,
        held.next_expiring,
        reader.last_day(held.next_expires_at),
    )


def _consents(card: MemberCard) -> tuple[ShownConsent, ...]:
    return tuple(ShownConsent(one.channel, one.given) for one in card.consents)


def _profile(card: MemberCard, reader: Reader) -> ShownProfile:
    told = card.profile
    return ShownProfile(
        name=told.name,
        phone=_phone(card, reader),
        birth_on=told.birth_on,
        email=told.email,
        note=told.note,
        tags=told.tags,
        referrer=told.referrer,
        ids=told.ids,
    )


def _cards(card: MemberCard, reader: Reader) -> tuple[ShownCard, ...]:
    return tuple(
        ShownCard(
            one.card_id,
            one.number,
            None if one.issued_at is None else reader.day(one.issued_at),
            None if one.blocked_at is None else reader.day(one.blocked_at),
        )
        for one in card.cards
    )


def _side(card: MemberCard, reader: Reader) -> ShownSide:
    stats, place = card.stats, card.place
    step = place.next
    return ShownSide(
        spent=stats.spent,
        average=stats.average,
        visits=stats.visits,
        gap_days=stats.mean_gap_days,
        last_on=None if stats.last_visit_at is None else reader.day(stats.last_visit_at),
        birthday_on=card.profile.birth_on,
        birthday_in=card.profile.birthday_in,
        months=tuple((one.first_on, one.visits) for one in card.months),
        tier=ShownTier(
            place.tier.name.of(reader.lang),
            place.points,
            step.tier.name.of(reader.lang) if step else "",
            step.missing if step else 0,
            place.points + step.missing if step else place.points,
            place.money_missing,
        ),
        consents=_consents(card),
    )
