"""What the centre knows before an exchange: its tills, its accounts of rights, and why some stand below zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from loyalty.exchange.judging import AuthorView
from loyalty.ledger import Lot


@dataclass(frozen=True, slots=True)
class EnrolledTill:
    """A till as the centre knows it. `doubt` is why its past is doubtful, empty for a sound one."""

    till_id: str
    branch_id: str
    public_key: bytes
    place: int
    retired: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Debt:
    """Why an account of rights stands below zero, and by which fact it came there."""

    cause: str
    fact_id: str


@dataclass(frozen=True, slots=True)
class CappedOffer:
    """The caps an offer has over the business, as its standing version says (None: none); `version` and `fact_id` name it."""

    offer_id: str
    scope: str
    version: int
    fact_id: str
    number: int | None = None
    cost: int | None = None
    per_day: int | None = None

    @property
    def place(self) -> tuple[int, str]:
        """Return what decides which version stands: the smallest of these does."""
        return -self.version, self.fact_id


class CentreView(AuthorView, Protocol):
    """What the centre knows before an exchange."""

    def told(self, fact_ids: Iterable[str]) -> set[str]:
        """Return which of these facts are kept here already."""

    def held(self, lot_ids: Iterable[str]) -> dict[str, dict[str, int]]:
        """Return who holds how much of each lot."""

    def lots(self, lot_ids: Iterable[str]) -> dict[str, Lot]:
        """Return the lots that were granted."""

    def hub(self, branch_id: str) -> str | None:
        """Return the till that hosts a branch's rights: the first in line that is not retired."""

    def works(self, till_id: str) -> bool:
        """Say whether a till was let in and is not retired."""

    def granted(self, claim_id: str) -> tuple[tuple[str, int], ...]:
        """Return what a wish has been granted so far."""

    def debts(self, lot_ids: Iterable[str]) -> dict[tuple[str, str], Debt]:
        """Return why accounts (lot, holder) stand below zero."""

    def at_home(self, branch_id: str, most: int) -> tuple[tuple[str, int], ...]:
        """Return what the centre holds of lots whose home is a branch, and nobody waits for."""

    def away(self, till_id: str, most: int) -> tuple[tuple[str, int], ...]:
        """Return what a till holds of lots whose home is another till."""

    def capped(self) -> tuple[CappedOffer, ...]:
        """Return the caps of every offer that was ever published."""

    def hubs(self) -> dict[str, str]:
        """Return the till that hosts each branch's rights: branch → till."""

    def waited(self, lot_ids: Iterable[str], but: str) -> set[str]:
        """Return the lots that a till other than one wished for lately and was not given whole."""
