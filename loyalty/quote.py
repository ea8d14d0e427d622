"""A priced basket: what each line costs, what it brings, and what every offer had to say about it.

Always holds: gross − discount = net on every line and in total; the parts of every grant add up to it; the same
basket, member, offers, rules and moment give the same quote on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from loyalty.conditions.atoms import Condition
from loyalty.conditions.verdict import Missing
from loyalty.documents import Text
from loyalty.kinds import Grant, OfferUse

APPLIED, NEARLY, BEATEN, MARGIN, CAPPED = "applied", "nearly", "beaten", "margin", "capped"
NOT_MEMBER, NOT_BASKET, NOT_NOW = "not_member", "not_basket", "not_now"
VERDICTS = (APPLIED, NEARLY, BEATEN, MARGIN, CAPPED, NOT_MEMBER, NOT_BASKET, NOT_NOW)


# Effects and verdicts are made by the hundred at every key: a named tuple takes a quarter of the time of a frozen
# dataclass.
class Effect(NamedTuple):
    """What one offer did: to a line, or (in a verdict) to the whole basket. Points of all kinds together."""

    offer_id: str
    discount: int = 0
    credit: int = 0
    points: int = 0


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A priced line: net = gross − discount; `credit_paid` is the part of net that credit pays.

    `vat` is the tax inside net. Earned amounts hold base earning and offers; `effects` name the offers alone.
    `rates` are the credit rates that worked on the line, by cause (`base` or the offer), in parts per million.
    """

    line_no: int
    group: str
    gross: int
    discount: int
    credit_paid: int
    credit_earned: int
    points_earned: int
    vat: int
    effects: tuple[Effect, ...] = ()
    rates: tuple[tuple[str, int], ...] = ()

    @property
    def net(self) -> int:
        """Return what the line costs after offers."""
        return self.gross - self.discount


class Because(NamedTuple):
    """Why an offer was judged as it was, as data; `loyalty.sentences.verdicts` writes it.

    `code` is met, condition, no_member, other_branch, before, after, no_effect, beaten, base_no_less, floor; a cap:
    cap (of a member), member_needs_centre, cap_number, cap_day, cap_cost, needs_centre; a right: no_grant, grant_used, grant_passed,
    grant_over, held_out, grant_needs_centre; a code: no_code, code_used, code_over, code_needs_centre.
    """

    code: str
    condition: Condition | None = None
    other: str = ""
    """The offer that beat this one, the branch it belongs to or its cap is kept at (empty: the centre), or the group whose
    floor it would break."""
    number: int = 0
    """The cap, the floor in parts per million, or how much more the offer gives that beat this one (money)."""
    on: str = ""
    """The day it begins or ended (ISO)."""
    lines: int = 0
    """Of an offer that works elsewhere: on how many lines the floor held it off."""


NEEDS_CENTRE = frozenset({"needs_centre", "member_needs_centre", "grant_needs_centre", "code_needs_centre"})
"""Reasons that the centre may take away: somebody else holds the use that is lacking."""


class OfferVerdict(NamedTuple):
    """What became of one offer; `missing` says what would let it apply, `effect` what it did."""

    offer_id: str
    version: int
    name: Text
    verdict: str
    because: Because
    missing: tuple[Missing, ...] = ()
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the lines; `points_by_kind` has every kind that was earned."""

    gross: int
    discount: int
    net: int
    credit_paid: int
    credit_earned: int
    points_earned: int
    points_by_kind: tuple[tuple[str, int], ...]
    vat: int

    @property
    def to_pay(self) -> int:
        """Return what is left to pay in money."""
        return self.net - self.credit_paid


@dataclass(frozen=True, slots=True)
class Quote:
    """A priced basket. Lines, `Grant.by_line` and `OfferUse.discounts` are in the order of the basket's lines."""

    lines: tuple[QuotedLine, ...]
    grants: tuple[Grant, ...]
    uses: tuple[OfferUse, ...]
    verdicts: tuple[OfferVerdict, ...]
    totals: Totals
    gap: int = 0
    """How much more the member might get at most, where the best deal was not proven (money)."""
