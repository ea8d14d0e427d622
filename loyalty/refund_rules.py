"""The shop's rules for goods that come back: the policy document `refunds`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from loyalty.clock import DAY, business_day, day_end
from loyalty.documents import read_choice, read_days, read_object

WITHHOLD, OWE = SHORTFALLS = ("withhold", "owe")
RETURN, KEEP = "return", "keep"
GRACE_DAYS = 30
RETURN_DAYS = 7


@dataclass(frozen=True, slots=True)
class RefundRules:
    """What happens to earned credit that is no longer there, and how long things last, in days.

    `shortfall`: `withhold` keeps it from the money back and writes only the rest to the owed account; `owe`
    writes all of it there. `grace_days`: how long spent credit lives that comes back after its lot expired (0:
    it is lost). `return_days`: after so many days a refund counts as late and needs approval (0: never late).
    `uses_return`: an offer used on a sale that came back as a whole may be used again.
    """

    shortfall: str = WITHHOLD
    grace_days: int = GRACE_DAYS
    return_days: int = RETURN_DAYS
    uses_return: bool = True

    def is_late(self, sold_at: int, at: int) -> bool:
        """Say whether a refund at `at` of a sale at `sold_at` (instants) comes after the days of return."""
        return self.return_days > 0 and at - sold_at > self.return_days * DAY

    def grace_until(self, at: int, zone: str) -> int:
        """Return the instant a grace lot made at `at` expires: the end of its last business day, like any other."""
        return day_end(business_day(at, zone) + dt.timedelta(days=self.grace_days), zone)


def parse_refunds(document: object) -> RefundRules:
    """Return the rules of a `refunds` document, missing names at their defaults; raises `document_*`."""
    known = read_object(document, "refunds", may=("shortfall", "grace_days", "return_days", "uses"))
    return RefundRules(
        shortfall=read_choice(known.get("shortfall", WITHHOLD), "refunds.shortfall", SHORTFALLS),
        grace_days=read_days(known.get("grace_days", GRACE_DAYS), "refunds.grace_days"),
        return_days=read_days(known.get("return_days", RETURN_DAYS), "refunds.return_days"),
        uses_return=read_choice(known.get("uses", RETURN), "refunds.uses", (RETURN, KEEP)) == RETURN,
    )
