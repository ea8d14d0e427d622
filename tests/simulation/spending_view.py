"""What the centre knows in the model of spending: accounts of rights, with what is at home and away kept by branch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from loyalty.exchange.centre import Debt
from loyalty.exchange.known import CappedOffer
from loyalty.ledger import Lot
from loyalty.rights import CENTRE


@dataclass(slots=True)
class View:
    """`CentreView` with what is at home and away kept by branch."""

    homes: dict[str, str]
    accounts: dict[str, dict[str, int]] = field(default_factory=dict)
    known: dict[str, Lot] = field(default_factory=dict)
    owed: dict[tuple[str, str], Debt] = field(default_factory=dict)
    claims: dict[str, dict[str, int]] = field(default_factory=dict)
    resting: dict[str, set[str]] = field(default_factory=dict)
    strayed: dict[str, set[str]] = field(default_factory=dict)
    sought: set[str] = field(default_factory=set)

    def told(self, fact_ids: Iterable[str]) -> set[str]:
        return set()

    def held(self, lot_ids: Iterable[str]) -> dict[str, dict[str, int]]:
        return {lot: dict(self.accounts[lot]) for lot in lot_ids if lot in self.accounts}

    def lots(self, lot_ids: Iterable[str]) -> dict[str, Lot]:
        return {lot: self.known[lot] for lot in lot_ids if lot in self.known}

    def hub(self, branch_id: str) -> str:
        return branch_id

    def granted(self, claim_id: str) -> tuple[tuple[str, int], ...]:
        return tuple(self.claims.get(claim_id, {}).items())

    def debts(self, lot_ids: Iterable[str]) -> dict[tuple[str, str], Debt]:
        wanted = set(lot_ids)
        return {account: debt for account, debt in self.owed.items() if account[0] in wanted}

    def at_home(self, branch_id: str, most: int) -> tuple[tuple[str, int], ...]:
        lots = sorted(self.resting.get(branch_id, set()) - self.sought)[:most]
        return tuple((lot, self.accounts[lot][CENTRE]) for lot in lots)

    def away(self, till_id: str, most: int) -> tuple[tuple[str, int], ...]:
        return tuple(
            (lot, self.accounts[lot][till_id]) for lot in sorted(self.strayed.get(till_id, ()))[:most]
        )

    def capped(self) -> tuple[CappedOffer, ...]:
        return ()

    def hubs(self) -> dict[str, str]:
        return {}

    def waited(self, lot_ids: Iterable[str], but: str) -> set[str]:
        return set()

    def chain_head(self, epoch: str) -> None: ...

    def hash_at(self, epoch: str, seq: int) -> None: ...

    def epochs(self, till_id: str) -> tuple[str, ...]:
        return ()

    def set(self, lot: str, holder: str, amount: int) -> None:
        """Write an account, and where the lot rests or strays."""
        held = self.accounts.setdefault(lot, {})
        held[holder] = amount
        if amount == 0:
            del held[holder]
        self._sort(lot, holder, amount)

    def home(self, lot: str) -> str:
        """Return where a lot is at home."""
        return self.homes[self.known[lot].member_id]

    def move(self, member: str, home: str, lots: Iterable[str]) -> None:
        """Let a member be at home elsewhere, with these lots."""
        if self.homes.get(member) == home:
            return
        told = [lot for lot in lots if lot in self.known]
        self._sort_all(told, gone=True)
        self.homes[member] = home
        self._sort_all(told, gone=False)

    def _sort_all(self, lots: Iterable[str], *, gone: bool) -> None:
        for lot in lots:
            for holder, amount in self.accounts.get(lot, {}).items():
                self._sort(lot, holder, 0 if gone else amount)

    def _sort(self, lot: str, holder: str, amount: int) -> None:
        home = self.home(lot)
        if holder == home:
            return
        place = (
            self.resting.setdefault(home, set())
            if holder == CENTRE
            else self.strayed.setdefault(holder, set())
        )
        (place.add if amount > 0 else place.discard)(lot)
