"""Replaying past purchases through a draft on top of the live offers: what it would have cost and brought.

Each member is as they were before each purchase: their history, and the tier its points reach. What was sold is
taken at its price before offers, and both sides are priced anew, so the difference is the draft's alone. A one-shot
draft is given whenever its condition is met and used once by a member. Nobody is assumed to buy more.

A past is summed up as it grows, only what the draft could touch is priced, and what was priced once (the same lines, tier
and offers met) is not priced again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from loyalty.basket import Line
from loyalty.conditions.atoms import EVERYONE, All, Condition
from loyalty.conditions.doors import Doors, Names, names_asked
from loyalty.conditions.evaluate import topics
from loyalty.conditions.gates import Gate, both, gate_of
from loyalty.conditions.needs import together
from loyalty.conditions.situation import NO_BASKET, Contents, Situation
from loyalty.conditions.verdict import MEMBER
from loyalty.kinds import BUSINESS_SCOPE, CREDIT, branch_scope
from loyalty.member import Moment, moment_at
from loyalty.offers.offer import Caps, Offer
from loyalty.offers.past_people import Life, PastLine, PastPerson, PastSale
from loyalty.policy import Rules
from loyalty.pricing.bill import lay_out_lines
from loyalty.pricing.same_offers import SameOffers
from loyalty.pricing.settle import Table
from loyalty.pricing.tally import Tally
from loyalty.quote import Effect

__all__ = ["PastLine", "PastPerson", "PastSale", "Play", "Replay", "Sums", "make_play", "replay"]


@dataclass(slots=True)
class Sums:
    """What a replay has come to; amounts in money, profits in millionths where the margin is known.

    `kept_before` is what the touched purchases kept without the draft; `unknown` is their net without a known margin.
    """

    baskets: int = 0
    uses: int = 0
    members: int = 0
    discount: int = 0
    credit: int = 0
    points: int = 0
    kept_before: int = 0
    kept_after: int = 0
    unknown: int = 0
    by_group: dict[str, list[int]] = field(default_factory=dict)
    by_tier: dict[str, list[int]] = field(default_factory=dict)

    def add(self, other: Sums) -> None:
        """Add the sums of another part of the past."""
        for name in ("baskets", "uses", "members", "discount", "credit", "points"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("kept_before", "kept_after", "unknown"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for mine, theirs in ((self.by_group, other.by_group), (self.by_tier, other.by_tier)):
            for key, row in theirs.items():
                _add(mine, key, row)


@dataclass(frozen=True, slots=True)
class Play:
    """A draft, the live offers beside it, the rules, and the first instant that counts."""

    draft: Offer
    live: tuple[Offer, ...]
    rules: Rules
    since: int


def make_play(draft: Offer, live: Iterable[Offer], rules: Rules, since: int) -> Play:
    """Return what a replay goes by: offers that only a code or a right brings are left out, caps of live ones not counted.

    Nobody is held out; who is no member still gets nothing of an offer that is capped for each member or holds some out.
    """
    usual = tuple(
        one for one in live if one.grant is None and not one.code and one.offer_id != draft.offer_id
    )
    once = Caps(per_member=1 if draft.grant is not None else draft.caps.per_member)
    tried = replace(draft, grant=None, code="", caps=once, since=None, until=None)
    return Play(tried, usual, rules, since)


MOST_KEPT = 8_000
"""So many different purchases are kept priced at a time."""
MOST_SETS = 2_000
"""So many sets of live offers that were met together are kept."""


def replay(people: Iterable[PastPerson], play: Play) -> Sums:
    """Return what the draft would have done to the purchases of some people."""
    return Replay(play).over(people)


class _Change(NamedTuple):
    """What the draft changes on a purchase: its effect, profits in millionths, rows of lines, what more is given.

    A row is a group, the net, the change of profit and whether that is known.
    """

    effect: Effect
    kept_before: int
    kept_after: int
    unknown: int
    rows: tuple[tuple[str, tuple[int, int, int]], ...]
    given: int


class Replay:
    """A draft with what it stands among, tried on people some at a time; what was priced already is kept."""

    def __init__(self, play: Play) -> None:
        self.play, self._sums = play, Sums()
        draft = play.draft
        by_basket = draft.basket is not EVERYONE and MEMBER not in topics(draft.basket)
        by_person = draft.audience is not EVERYONE and not draft.asks_basket
        self._by_person = _gate(draft, draft.audience) if by_person else None
        self._by_basket = gate_of(draft.basket) if by_basket and not by_person else None
        self._draft = _gate(draft)
        self._live = Doors([_gate_with_names(offer) for offer in play.live])
        walk_ins = [number for number, offer in enumerate(play.live) if _is_for_all(offer)]
        self._for_all = self._live.only(walk_ins)
        self._asked = together(one.needs for one in (draft, *play.live)).sums
        self._kept: dict[tuple[object, ...], _Change | None] = {}
        self._met: dict[tuple[int, ...], _Sides] = {}
        self._lines: dict[PastLine, Line] = {}
        self._moment: Moment | None = None

    def over(self, people: Iterable[PastPerson]) -> Sums:
        """Return what the draft would have done to the purchases of some people."""
        self._sums = Sums()
        for person in people:
            self._replay_person(person)
        return self._sums

    def _replay_person(self, person: PastPerson) -> None:
        """Count the purchases of a person."""
        life, used = Life(person, self.play.rules, self._asked), 0
        most = self.play.draft.caps.per_member
        for sale in person.sales:
            moment = moment_at(sale.at, sale.zone, sale.branch_id, sale.till_id)
            if sale.at >= self.play.since:
                self._sums.baskets += 1
                if most is None or used < most:
                    used += self._replay_sale(life, sale, moment)
            if person.member_id and sale.net > 0:
                life.add(sale, moment.on)
        self._sums.members += bool(used and person.member_id)

    def _replay_sale(self, life: Life, sale: PastSale, moment: Moment) -> int:
        """Count what the draft does to a purchase; return 1 where it was used."""
        lines = [line for line in sale.lines if line.gross > 0 and line.quantity > 0]
        situation = self._open_to(life, lines, moment) if lines else None
        if situation is None:
            return 0
        member = situation.member
        met = (self._live if member else self._for_all).open_to(situation)
        key = (sale.lines, member.tier if member else None, met)
        if key not in self._kept:
            _make_room(self._kept, MOST_KEPT)
            # What is given does not hang on the moment: one for all spares reckoning when credit ends.
            self._moment = self._moment or moment
            bill = lay_out_lines([self._line_of(line) for line in lines])
            table = Table(bill, member, self.play.rules, self._moment)
            self._kept[key] = self._sides(met).change(table)
        change = self._kept[key]
        if change is None:
            return 0
        self._count(change, member.tier if member else "")
        return 1

    def _open_to(self, life: Life, lines: Sequence[PastLine], moment: Moment) -> Situation | None:
        """Return the situation of a purchase that the draft is open to; what rules it out by itself is asked first."""
        past, contents, for_all = life.bought.seen_from(moment), NO_BASKET, _is_for_all(self.play.draft)
        if self._by_basket:
            contents = Contents(lines)
            if not self._by_basket(Situation(None, past, contents, moment)):
                return None
        member = life.member(moment)
        if not member and not for_all:
            return None
        if self._by_person and not self._by_person(Situation(member, past, contents, moment)):
            return None
        situation = Situation(member, past, contents if self._by_basket else Contents(lines), moment)
        return situation if self._draft(situation) else None

    def _line_of(self, line: PastLine) -> Line:
        """Return a line to price; the number of a line says nothing here."""
        found = self._lines.get(line)
        if found is None:
            _make_room(self._lines, MOST_KEPT)
            group, product_id, quantity, gross, vat_rate, divisible, _ = line
            found = Line(1, group, gross, quantity, product_id, "", divisible, vat_rate)
            self._lines[line] = found
        return found

    def _sides(self, met: tuple[int, ...]) -> _Sides:
        sides = self._met.get(met)
        if sides is None:
            _make_room(self._met, MOST_SETS)
            sides = _Sides([self.play.live[number] for number in met], self.play.draft, self.play.rules)
            self._met[met] = sides
        return sides

    def _count(self, change: _Change, tier: str) -> None:
        sums = self._sums
        sums.uses += 1
        sums.discount += change.effect.discount
        sums.credit += change.effect.credit
        sums.points += change.effect.points
        sums.kept_before += change.kept_before
        sums.kept_after += change.kept_after
        sums.unknown += change.unknown
        for group, row in change.rows:
            _add(sums.by_group, group, row)
        _add(sums.by_tier, tier, (1, change.given, 0))


def _make_room(kept: dict[Any, Any], most: int) -> None:
    """Let all go where as many are kept as may be."""
    if len(kept) >= most:
        kept.clear()


def _gate_with_names(offer: Offer) -> tuple[Gate, Names | None]:
    return _gate(offer), names_asked(All((offer.audience, offer.basket)))


def _gate(offer: Offer, condition: Condition | None = None) -> Gate:
    """Return what says whether an offer is open and met, as a quote judges it; who is no member is asked beforehand.

    With a condition, whether that one is met in place of what the offer asks.
    """
    met = gate_of(condition) if condition else both(gate_of(offer.basket), gate_of(offer.audience))
    if offer.scope == BUSINESS_SCOPE and offer.since is None and offer.until is None:
        return met
    return lambda situation: _is_open(offer, situation.moment) and met(situation)


def _is_open(offer: Offer, moment: Moment) -> bool:
    if offer.scope != BUSINESS_SCOPE and offer.scope != branch_scope(moment.branch_id):
        return False
    return not (offer.since and moment.on < offer.since) and not (offer.until and moment.on > offer.until)


def _is_for_all(offer: Offer) -> bool:
    """Say whether somebody who is no member can get anything of an offer."""
    return offer.caps.per_member is None and not offer.holdout and offer.takes_off


class _Sides:
    """The live offers of which some are met, without the draft and with it."""

    __slots__ = ("_draft", "_with", "_without")

    def __init__(self, met: Sequence[Offer], draft: Offer, rules: Rules) -> None:
        self._draft, self._with = draft.offer_id, SameOffers([*met, draft], rules)
        self._without = SameOffers(met, rules, self._with.products)

    def change(self, table: Table) -> _Change | None:
        """Return what the draft changes, None where it does nothing."""
        kinds = self._with.kinds(table.bill)
        after = self._with.work_on(table, kinds)
        if not after.tally.worked(self._draft):
            return None
        before = self._without.work_on(table, kinds)
        kept_before, kept_after, net = before.kept, after.kept, after.tally.net
        rows, total_before, total_after, unknown = [], 0, 0, 0
        for place, line in enumerate(table.bill.lines):
            if place in kept_after:
                was, now = kept_before[place][0], kept_after[place][0]
                total_before, total_after = total_before + was, total_after + now
                rows.append((line.group, (net[place], now - was, 1)))
            else:
                unknown += net[place]
                rows.append((line.group, (net[place], 0, 0)))
        given = sum(before.tally.net) - sum(net) + _credit(after.tally) - _credit(before.tally)
        effect = after.tally.effect(self._draft)
        return _Change(effect, total_before, total_after, unknown, tuple(rows), given)


def _credit(tally: Tally) -> int:
    return sum([sum(row) for key, row in tally.grants.items() if key.unit == CREDIT])


def _add(rows: dict[str, list[int]], key: str, row: Sequence[int]) -> None:
    held = rows.get(key)
    if held is None:
        rows[key] = list(row)
    else:
        held[0], held[1], held[2] = held[0] + row[0], held[1] + row[1], held[2] + row[2]
