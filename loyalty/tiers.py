"""The ladder of tiers: a member stands on the highest step their points of a window of days reach.

The lower edge of a step belongs to it; the lowest step begins at nothing, so that everyone stands somewhere.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from loyalty.documents import Text, read_days, read_list, read_object, read_text, read_whole, read_word
from loyalty.errors import LoyaltyError, require
from loyalty.points import MAIN


@dataclass(frozen=True, slots=True)
class Tier:
    """A step of the ladder and the points it begins at."""

    tier: str
    least: int
    name: Text


@dataclass(frozen=True, slots=True)
class NextTier:
    """The step above and how many points are missing to it."""

    tier: Tier
    missing: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """Tiers from the lowest up, by points of kind `by` earned in the last `window_days` days."""

    by: str
    window_days: int
    tiers: tuple[Tier, ...]

    def standing(self, points: int) -> Tier:
        """Return the tier that points reach (below zero counts as nothing)."""
        most = max(points, 0)
        return next(tier for tier in reversed(self.tiers) if most >= tier.least)

    def next_above(self, points: int) -> NextTier | None:
        """Return the next tier and the points missing to it, None at the top."""
        above = (tier for tier in self.tiers if tier.least > max(points, 0))
        return next((NextTier(tier, tier.least - max(points, 0)) for tier in above), None)

    def reached(self, tier: str) -> tuple[str, ...]:
        """Return the tiers up to and including one; raises `tier_unknown`."""
        ids = [step.tier for step in self.tiers]
        if tier not in ids:
            raise LoyaltyError("tier_unknown", tier=tier, known=", ".join(ids))
        return tuple(ids[: ids.index(tier) + 1])

    def window_start(self, as_of: dt.date) -> dt.date:
        """Return the first day that counts at the end of the day before `as_of` (exclusive)."""
        return as_of - dt.timedelta(days=self.window_days)


_DEFAULT_NAMES = (
    ("bronze", 0, "برنزی", "Bronze"),
    ("silver", 2_000, "نقره‌ای", "Silver"),
    ("gold", 8_000, "طلایی", "Gold"),
    ("platinum", 20_000, "پلاتینی", "Platinum"),
)
_NAMES = {tier: Text(fa, en) for tier, _, fa, en in _DEFAULT_NAMES}
DEFAULT_LADDER = Ladder(MAIN, 365, tuple(Tier(t, least, _NAMES[t]) for t, least, _, _ in _DEFAULT_NAMES))


def parse_tiers(document: object) -> Ladder:
    """Return the ladder of a `tiers` document; raises `document_*`, `tiers_empty`, `tiers_out_of_order`.

    A row is [id, points] or [id, points, name].
    """
    fields = read_object(document, "tiers", needs=("tiers",), may=("by", "window_days"))
    rows = read_list(fields["tiers"], "tiers.tiers")
    tiers = tuple(_parse_tier(row, f"tiers.tiers[{place}]") for place, row in enumerate(rows))
    require(tiers, "tiers_empty")
    require(tiers[0].least == 0, "tiers_out_of_order", tier=tiers[0].tier)
    for lower, upper in pairwise(tiers):
        require(lower.least < upper.least, "tiers_out_of_order", tier=upper.tier)
    require(len({tier.tier for tier in tiers}) == len(tiers), "tier_twice")
    return Ladder(
        by=read_word(fields.get("by", MAIN), "tiers.by"),
        window_days=read_days(fields.get("window_days", 365), "tiers.window_days", least=1),
        tiers=tiers,
    )


def _parse_tier(row: object, where: str) -> Tier:
    cells = read_list(row, where)
    require(len(cells) in (2, 3), "tier_row_broken", where=where)
    tier = read_word(cells[0], f"{where}[0]")
    name = read_text(cells[2], f"{where}[2]") if len(cells) == 3 else _NAMES.get(tier, Text(tier, tier))
    return Tier(tier, read_whole(cells[1], f"{where}[1]"), name)
