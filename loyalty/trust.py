"""Trust in who stands there: credit lent while nobody can be asked, and credit spent without proof of who spends it.

Nothing is lent and no proof is asked, unless set.

What it costs is bounded before it happens: never more than what was last known to be held elsewhere, than the limit
for a member, than the pool of a till, all of one outage.
"""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.documents import read_object, read_whole
from loyalty.errors import require

LOSS_PER_MILLION = 13_000
"""Of all credit spent: what backed trust lost in the measured model (20 branches, 1 % adversaries, 5 % offline)."""

OUTAGES = 30
"""How many outages a month are reckoned with at most: one a day."""


@dataclass(frozen=True, slots=True)
class Trust:
    """The owner's limits: for a member, and for a till in all, until what was lent is covered again.

    `pin_above` is the credit a member may spend in a day before their own PIN is asked; None: it never is.
    """

    per_member: int = 0
    pool: int = 0
    pin_above: int | None = None

    def asks_pin(self, credit: int, spent_today: int) -> bool:
        """Say whether spending so much more today takes the member's PIN; many small sums count as one."""
        return self.pin_above is not None and credit > 0 and spent_today + credit > self.pin_above

    def may_lend(self, held_elsewhere: int, lent: int, lent_by_till: int, overspent: bool) -> int:
        """Return what may be lent to a member now."""
        # Imported here: to read the rules does not take the exchange with the centre.
        from loyalty.exchange.till import backed_trust

        return backed_trust(self.per_member, held_elsewhere, lent, self.pool - lent_by_till, overspent)

    def worst_loss(self, tills: int) -> int:
        """Return the most that can be lost in one outage of a shop of so many tills."""
        return self.pool * tills if self.per_member else 0

    def expected_loss(self, spent: int, tills: int) -> int:
        """Return what is lost as a rule where so much credit is spent: the model's share, never more than all limits."""
        share = -(-spent * LOSS_PER_MILLION // 1_000_000)
        return min(share, self.worst_loss(tills) * OUTAGES)


def parse_trust(document: object) -> Trust:
    """Return the limits of a `trust` document; raises `document_*`, `trust_pool_small`."""
    fields = read_object(document, "trust", may=("per_member", "pool", "pin_above"))
    told = Trust(
        read_whole(fields.get("per_member", 0), "trust.per_member"),
        read_whole(fields.get("pool", 0), "trust.pool"),
        _amount_or_none(fields.get("pin_above")),
    )
    require(told.pool >= told.per_member, "trust_pool_small", per_member=told.per_member, pool=told.pool)
    return told


def _amount_or_none(value: object) -> int | None:
    return None if value is None else read_whole(value, "trust.pin_above")
