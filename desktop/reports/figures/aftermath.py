"""What became of members after a campaign (D18): W days from the day after its end beside the W days before its start.

For those sent it, those who used it and all others. A window that does not lie wholly inside what is known, and a
group of nobody, have no figures. What is told is what was; only a hold-out could say what the campaign caused.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np

from desktop.reports.figures.book import Book
from desktop.reports.figures.campaigns import Campaign, Effect, Reach, Spent
from desktop.reports.figures.exact import Figure, Flags, Ints, share, total
from desktop.reports.figures.periods import Period, back, number

WINDOWS = (7, 10, 14, 30)


@dataclass(frozen=True, slots=True)
class Side:
    """What a group bought in one window, and how many of its buyers came twice or more."""

    spent: Spent
    return_rate: Figure

    def document(self) -> dict[str, Any]:
        """Return the figures under the names of the definitions."""
        return self.spent.document() | {"return_rate": self.return_rate.value}


@dataclass(frozen=True, slots=True)
class Aftermath:
    """A group in the windows before and after; `churn` is of those active before and not after."""

    members: int
    before: Side | None
    after: Side | None
    churn: Figure | None

    @property
    def change(self) -> float | None:
        """Return (after − before) ÷ before × 100 of the amount."""
        before = self.before.spent if self.before else None
        after = self.after.spent if self.after else None
        return Effect(self.members, before, after, None).change

    def document(self) -> dict[str, Any]:
        """Return the figures under the names of the definitions."""
        return {
            "members": self.members,
            "before": self.before and self.before.document(),
            "after": self.after and self.after.document(),
            "change_pct": self.change,
            "churn": self.churn and self.churn.rate,
        }


def windows(campaign: Campaign, days: int) -> tuple[Period, Period]:
    """Return the days before the start and the days from the day after the end."""
    end = campaign.during.until
    before = Period(back(campaign.first, days), campaign.first)
    return before, Period(end, end + dt.timedelta(days=days))


def aftermath(book: Book, campaign: Campaign, days: int, group: Flags) -> Aftermath:
    """Return what a group did in the days before and after a campaign."""
    before, after = (window if _is_known(book, window) else None for window in windows(campaign, days))
    sides = tuple(_side(book, window, group) if window else None for window in (before, after))
    churn = None
    if before and after and group.any():
        start = book.buyers(before) & group
        churn = share("churn", (start & ~book.buyers(after)).sum(), start.sum())
    return Aftermath(int(group.sum()), sides[0], sides[1], churn)


def _is_known(book: Book, window: Period) -> bool:
    first = book.first_day
    return first is not None and first <= window.since and window.until <= book.as_of


def _side(book: Book, window: Period, group: Flags) -> Side | None:
    if not group.any():
        return None
    found = book.bought_in(window)
    theirs = found.of(group[found.member])
    times = np.bincount(theirs.member, minlength=book.size)
    spent = Spent(total(theirs.net), len(theirs), int((times > 0).sum()), int(group.sum()))
    return Side(spent, share("return_rate", (times >= 2).sum(), (times >= 1).sum()))


def _joined(book: Book, window: Period) -> int | None:
    days: Ints = book.who.joined_day[book.joined]
    inside = (days >= number(window.since)) & (days < number(window.until))
    return int(inside.sum()) if _is_known(book, window) else None


def document(book: Book, one: Reach) -> dict[str, Any]:
    """Return the figures of every window under the names of the definitions."""
    groups = {"sent_group": one.sent, "used_group": one.used, "others": book.joined & ~one.sent}
    told: dict[str, Any] = {}
    for days in WINDOWS:
        before, after = windows(one.campaign, days)
        joined = {"before": _joined(book, before), "after": _joined(book, after)}
        parts = {
            name: aftermath(book, one.campaign, days, group).document() for name, group in groups.items()
        }
        told[str(days)] = {**parts, "new_members": joined}
    return told
