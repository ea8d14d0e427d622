"""What the centre knows before an exchange, read from one transaction: `CentreView` of `loyalty.exchange.centre`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from central.store.db import Db, unique
from loyalty.clock import MINUTE
from loyalty.exchange.centre import Debt
from loyalty.exchange.judging import ChainHead
from loyalty.exchange.known import CappedOffer
from loyalty.exchange.reading import is_name
from loyalty.kinds import lot_id as name_of_lot
from loyalty.ledger import Lot
from loyalty.rights import CENTRE

WISH_LIFE = 2 * MINUTE
"""How long somebody who wished for rights is waited for."""

_LOT = "lot_id, member_id, unit, scope, amount, granted_at, vests_at, expires_at, branch_id, cause, fact_id"


class _KeptLot(NamedTuple):
    # Who granted a lot, and by which fact.
    author: str
    fact_id: str


@dataclass(slots=True)
class LedgerView:
    """A business's chains and accounts of rights, for one till's exchange at one instant."""

    db: Db
    till_id: str
    at: int
    _kept: dict[str, _KeptLot] = field(default_factory=dict)
    _sought: set[str] = field(default_factory=set)
    _held: dict[str, dict[str, int]] = field(default_factory=dict)
    _debts: dict[tuple[str, str], Debt] = field(default_factory=dict)
    _looked: set[str] = field(default_factory=set)
    _capped: tuple[CappedOffer, ...] | None = None

    def chain_head(self, epoch: str) -> ChainHead | None:
        """Return where an epoch stands."""
        if not is_name(epoch):
            return None
        row = self.db.row("SELECT seq, hash FROM chain WHERE business_id = :b AND epoch = :e", e=epoch)
        return None if row is None else ChainHead(epoch, row[0], bytes(row[1]))

    def hash_at(self, epoch: str, seq: int) -> bytes | None:
        """Return the hash of a fact of an epoch."""
        if not (is_name(epoch) and 0 <= seq < 1 << 62):
            return None
        found = self.db.value(
            "SELECT hash FROM fact WHERE business_id = :b AND epoch = :e AND seq = :s", e=epoch, s=seq
        )
        return None if found is None else bytes(found)

    def epochs(self, till_id: str) -> list[str]:
        """Return the epochs of an author in the order they came here."""
        rows = self.db.rows(
            "SELECT c.epoch FROM chain c WHERE c.business_id = :b AND c.till_id = :t ORDER BY (SELECT f.pos FROM fact f "
            "WHERE f.business_id = c.business_id AND f.epoch = c.epoch AND f.seq = 1)",
            t=till_id,
        )
        return [row[0] for row in rows]

    def told(self, fact_ids: Iterable[str]) -> set[str]:
        """Return which of these facts are kept here already; none has an id that no table takes."""
        wanted = unique(filter(is_name, fact_ids))
        if not wanted:
            return set()
        rows = self.db.rows(
            f"SELECT fact_id FROM fact WHERE business_id = :b AND granted = 0 AND fact_id {self.db.among('facts')}",
            facts=wanted,
        )
        # Most facts granted a lot, and it bears their name; where another took the name first they are found above.
        names = {name_of_lot(fact_id, 0): fact_id for fact_id in wanted}
        granted = self._find_lots(names).items()
        return {row[0] for row in rows} | {names[name] for name, lot in granted if lot.fact_id == names[name]}

    def held(self, lot_ids: Iterable[str]) -> dict[str, dict[str, int]]:
        """Return who holds how much of each lot; asked once a lot, for nothing is written while a turn thinks."""
        wanted = set(lot_ids)
        new = wanted - self._held.keys()
        if new:
            self._held.update({lot_id: {} for lot_id in new})
            self._find_held("elsewhere = 1", new)
            for author, lot_ids in _by_author(self.authors(new)).items():
                self._find_held("holder = :author", lot_ids, author=author)
        return {lot_id: dict(self._held[lot_id]) for lot_id in wanted if self._held[lot_id]}

    def _find_held(self, where: str, lot_ids: Iterable[str], **values: str) -> None:
        rows = self.db.rows(
            f"SELECT lot_id, holder, amount FROM account WHERE business_id = :b AND {where} AND lot_id {self.db.among('lots')}",
            lots=unique(lot_ids),
            **values,
        )
        for lot_id, holder, amount in rows:
            self._held[lot_id][holder] = amount

    def authors(self, lot_ids: Iterable[str]) -> dict[str, str]:
        """Return who granted the lots that were kept before this turn (empty: not known)."""
        return {name: lot.author for name, lot in self._find_lots(lot_ids).items()}

    def _find_lots(self, lot_ids: Iterable[str]) -> dict[str, _KeptLot]:
        wanted = set(lot_ids)
        new = wanted - self._sought
        if new:
            self._sought |= new
            rows = self.db.rows(
                f"SELECT lot_id, author, fact_id FROM lot WHERE business_id = :b AND lot_id {self.db.among('lots')}",
                lots=unique(new),
            )
            self._kept.update({row[0]: _KeptLot(row[1], row[2]) for row in rows})
        return {name: self._kept[name] for name in wanted & self._kept.keys()}

    def lots(self, lot_ids: Iterable[str]) -> dict[str, Lot]:
        """Return the lots that were granted."""
        wanted = unique(lot_ids)
        if not wanted:
            return {}
        rows = self.db.rows(
            f"SELECT {_LOT} FROM lot WHERE business_id = :b AND lot_id {self.db.among('lots')}", lots=wanted
        )
        return {row[0]: Lot(*row) for row in rows}

    def hub(self, branch_id: str) -> str | None:
        """Return the till that hosts a branch's rights."""
        found = self.db.value(
            "SELECT till_id FROM till WHERE business_id = :b AND branch_id = :of AND retired_at IS NULL "
            "ORDER BY place, till_id LIMIT 1",
            of=branch_id,
        )
        return None if found is None else str(found)

    def works(self, till_id: str) -> bool:
        """Say whether a till was let in and is not retired."""
        found = self.db.value(
            "SELECT count(*) FROM till WHERE business_id = :b AND till_id = :t AND retired_at IS NULL",
            t=till_id,
        )
        return bool(found)

    def granted(self, claim_id: str) -> tuple[tuple[str, int], ...]:
        """Return what a wish of this till has been granted so far."""
        rows = self.db.rows(
            "SELECT lot_id, granted FROM wish WHERE business_id = :b AND till_id = :t AND claim_id = :c AND granted > 0",
            t=self.till_id,
            c=claim_id,
        )
        return tuple((row[0], row[1]) for row in rows)

    def debts(self, lot_ids: Iterable[str]) -> dict[tuple[str, str], Debt]:
        """Return why accounts stand below zero; asked once a lot, as above."""
        wanted = set(lot_ids)
        new = wanted - self._looked
        if new:
            self._looked |= new
            rows = self.db.rows(
                f"SELECT lot_id, holder, cause, fact_id FROM debt WHERE business_id = :b AND lot_id {self.db.among('lots')}",
                lots=unique(new),
            )
            self._debts.update({(row[0], row[1]): Debt(row[2], row[3]) for row in rows})
        return {account: debt for account, debt in self._debts.items() if account[0] in wanted}

    def at_home(self, branch_id: str, most: int) -> tuple[tuple[str, int], ...]:
        """Return what the centre holds of lots whose home is a branch, and nobody waits for."""
        rows = self.db.rows(
            "SELECT a.lot_id, a.amount FROM account a WHERE a.business_id = :b AND a.holder = :centre "
            "AND a.home = :of AND a.amount > 0 AND NOT EXISTS (SELECT 1 FROM wish w WHERE w.business_id = :b "
            "AND w.lot_id = a.lot_id AND w.granted < w.wanted AND w.asked_at > :since) ORDER BY a.lot_id LIMIT :most",
            centre=CENTRE,
            of=branch_id,
            since=self.at - WISH_LIFE,
            most=most,
        )
        return tuple((row[0], row[1]) for row in rows)

    def away(self, till_id: str, most: int) -> tuple[tuple[str, int], ...]:
        """Return what a till holds of lots whose home is another till: only homes that have a till are asked for."""
        homes = [branch_id for branch_id, hub in self.hubs().items() if hub != till_id]
        rows = self.db.rows(
            "SELECT lot_id, amount FROM account WHERE business_id = :b AND holder = :t AND amount > 0 "
            f"AND home {self.db.among('homes')} ORDER BY home, lot_id LIMIT :most",
            t=till_id,
            homes=homes,
            most=most,
        )
        return tuple((row[0], row[1]) for row in rows)

    def capped(self) -> tuple[CappedOffer, ...]:
        """Return the caps of every offer that was ever published."""
        if self._capped is None:
            rows = self.db.rows(
                "SELECT offer_id, scope, version, fact_id, number, cost, per_day FROM capped_offer "
                "WHERE business_id = :b AND offer_id <> '' ORDER BY offer_id"
            )
            self._capped = tuple(CappedOffer(*row) for row in rows)
        return self._capped

    def hubs(self) -> dict[str, str]:
        """Return the till that hosts each branch's rights."""
        rows = self.db.rows(
            "SELECT branch_id, till_id FROM till WHERE business_id = :b AND retired_at IS NULL "
            "ORDER BY place DESC, till_id DESC"
        )
        return {row[0]: row[1] for row in rows}

    def waited(self, lot_ids: Iterable[str], but: str) -> set[str]:
        """Return the lots another till wished for lately and was not given whole."""
        rows = self.db.rows(
            "SELECT DISTINCT lot_id FROM wish WHERE business_id = :b AND till_id <> :but AND granted < wanted "
            f"AND asked_at > :since AND lot_id {self.db.among('lots')}",
            but=but,
            since=self.at - WISH_LIFE,
            lots=unique(lot_ids),
        )
        return {row[0] for row in rows}


def _by_author(authors: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for lot_id, author in authors.items():
        found.setdefault(author, []).append(lot_id)
    return found
