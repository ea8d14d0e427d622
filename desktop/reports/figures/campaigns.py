"""Campaigns: who was sent one and used it (D12), and what sent, users, others and the untouched bought around it (D14).

Before are as many days as the campaign has, up to its start; after as many from the day behind its end. A window that
does not lie wholly inside what is known has no figures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from desktop.reports.figures.book import EVERYTHING, Book
from desktop.reports.figures.exact import DIGITS, Figure, Flags, mean, ratio, share, total
from desktop.reports.figures.members import joined_here
from desktop.reports.figures.periods import Period, back


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign with everyone it was sent to and every use, (member, day); both its days count."""

    campaign_id: str
    first: dt.date
    last: dt.date
    sent: frozenset[str]
    uses: tuple[tuple[str, dt.date], ...]

    @property
    def during(self) -> Period:
        """Return its days."""
        return Period(self.first, self.last + dt.timedelta(days=1))

    @property
    def before(self) -> Period:
        """Return as many days before it."""
        return self.during.before()

    @property
    def after(self) -> Period:
        """Return as many days from the day after its end."""
        until = self.during.until
        return Period(until, until + dt.timedelta(days=self.during.days))


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """Whom a campaign reached, over the entries of members: `used` are those sent it who used it on its days."""

    campaign: Campaign
    sent: Flags
    used: Flags
    rows: int

    def engagement(self, among: Flags) -> Figure:
        """Return the used among the sent, of some members."""
        return share("engagement", (self.used & among).sum(), (self.sent & among).sum())


@dataclass(frozen=True, slots=True)
class Spent:
    """What a group of members bought in a window."""

    amount: int
    purchases: int
    buyers: int
    members: int

    @property
    def aov(self) -> Figure:
        """Return the average purchase."""
        return mean("aov_members", self.amount, self.purchases)

    @property
    def per_member(self) -> Figure:
        """Return the amount for each member of the group, buyer or not."""
        return mean("amount_per_member", self.amount, self.members)

    def document(self) -> dict[str, Any]:
        """Return the figures under the names of the definitions."""
        return {
            "amount": self.amount,
            "transactions": self.purchases,
            "buyers": self.buyers,
            "aov": self.aov.value,
            "amount_per_member": self.per_member.value,
        }


@dataclass(frozen=True, slots=True)
class Effect:
    """A group before, during and after a campaign; None where a window is not wholly known or nobody is in it."""

    members: int
    before: Spent | None
    during: Spent | None
    after: Spent | None

    @property
    def change(self) -> float | None:
        """Return (during − before) ÷ before × 100."""
        if self.before is None or self.during is None:
            return None
        return ratio(100 * (self.during.amount - self.before.amount), self.before.amount)

    def document(self) -> dict[str, Any]:
        """Return the figures under the names of the definitions."""
        windows = {"before": self.before, "during": self.during, "after": self.after}
        told: dict[str, Any] = {name: spent and spent.document() for name, spent in windows.items()}
        return told | {"members": self.members, "change_pct": self.change}


def reach(book: Book, campaign: Campaign) -> Reach:
    """Return whom a campaign reached by the day; uses at or after it are not seen."""
    sent, used = np.zeros(book.size, dtype=bool), np.zeros(book.size, dtype=bool)
    places = _places(book)
    sent[[places[one] for one in campaign.sent if one in places]] = True
    seen = [(member, on) for member, on in campaign.uses if on < book.as_of]
    inside = [places[m] for m, on in seen if campaign.first <= on <= campaign.last and m in places]
    used[inside] = True
    return Reach(campaign, sent & book.joined, used & sent & book.joined, len(seen))


def _places(book: Book) -> Mapping[str, int]:
    ids, person = book.columns.members.ids, book.who.person
    return {member_id: int(person[place]) for place, member_id in enumerate(ids)}


def effect(book: Book, campaign: Campaign, group: Flags) -> Effect:
    """Return what a group bought around a campaign."""
    windows = (campaign.before, campaign.during, campaign.after)
    return Effect(int(group.sum()), *(_spent(book, window, group) for window in windows))


def _spent(book: Book, window: Period, group: Flags) -> Spent | None:
    members, first = int(group.sum()), book.first_day
    if not members or first is None or not window.within(Period(min(first, book.as_of), book.as_of)):
        return None
    found = book.bought_in(window)
    theirs = found.of(group[found.member])
    return Spent(total(theirs.net), len(theirs), int(np.unique(theirs.member).size), members)


def untouched(book: Book, campaign: Campaign, reached: tuple[Reach, ...]) -> Flags:
    """Say of every entry whether no campaign touched the member in the days before and during one."""
    days = Period(back(campaign.first, campaign.during.days), campaign.during.until)
    touched = np.zeros(book.size, dtype=bool)
    for other in reached:
        if other.campaign.first < days.until and other.campaign.last >= days.since:
            touched |= other.sent
    return book.joined & ~touched


def document(book: Book, one: Reach, reached: tuple[Reach, ...]) -> dict[str, Any]:
    """Return a campaign's figures under the names of the definitions."""
    campaign = one.campaign
    sent = effect(book, campaign, one.sent)
    others = effect(book, campaign, book.joined & ~one.sent)
    return {
        "campaign_id": campaign.campaign_id,
        "start": campaign.first.isoformat(),
        "end": campaign.last.isoformat(),
        "days": campaign.during.days,
        **_uptake(one, book.joined),
        "redemption_rows": one.rows,
        "sent_group": sent.document(),
        "used_group": effect(book, campaign, one.used).document(),
        "others": others.document(),
        "no_campaign": effect(book, campaign, untouched(book, campaign, reached)).document(),
        "difference_in_differences_points": points_apart(sent, others),
    }  # fmt: skip


def points_apart(one: Effect, other: Effect) -> float | None:
    """Return the change of one group less the change of another, both as shown; None where either has none."""
    if one.change is None or other.change is None:
        return None
    return round(one.change - other.change, DIGITS)


def _uptake(one: Reach, among: Flags) -> dict[str, Any]:
    found = one.engagement(among)
    return {"sent": found.denominator, "used": found.numerator, "engagement_rate": found.value}


def of_branch(book: Book, reached: tuple[Reach, ...]) -> list[dict[str, Any]]:
    """Return sent and used of those who joined at the branches of the scope."""
    here = joined_here(book)
    return [{"campaign_id": one.campaign.campaign_id, **_uptake(one, here)} for one in reached]


def reach_all(book: Book, campaigns: tuple[Campaign, ...]) -> tuple[Reach, ...]:
    """Return whom every campaign reached, whatever the scope of the book."""
    whole = book.cut(EVERYTHING)
    return tuple(reach(whole, campaign) for campaign in campaigns)
