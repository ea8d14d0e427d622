"""The answer to a condition: met, or not met with what failed and what would make it true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from loyalty.conditions.atoms import Condition

MOMENT, MEMBER, BASKET = "moment", "member", "basket"
"""What a condition is about, in the order in which a refusal names it: no basket helps on the wrong day."""

# Answers are made by the hundred at every key: a named tuple takes a quarter of the time of a frozen dataclass.


class Missing(NamedTuple):
    """What more would meet an atom: `have` of `need`, so `need − have` more.

    `what` is amount (money), average (money), quantity (thousandths), visits, uses, years, or days to wait; `group`
    or `product_id` where it must be of one product group or product.
    """

    what: str
    have: int
    need: int
    group: str = ""
    product_id: str = ""

    @property
    def more(self) -> int:
        """Return how much more is needed."""
        return self.need - self.have


@dataclass(frozen=True, slots=True)
class Met:
    """The condition holds."""


class Unmet(NamedTuple):
    """The condition does not hold: `reason` is the part that failed.

    `about` is moment, member or basket. `near` says that what is missing is within reach: the basket has some
    of it already, or the member more than half.
    """

    reason: Condition
    about: str
    missing: tuple[Missing, ...] = ()
    near: bool = False


MET = Met()
