"""One turn of the centre: what was known before, and all that is to be written after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from loyalty.exchange.judging import Linked
from loyalty.exchange.known import CappedOffer, CentreView, Debt, EnrolledTill
from loyalty.exchange.reading import Told
from loyalty.exchange.wire import Recall
from loyalty.kinds import Body
from loyalty.ledger import Postings, postings
from loyalty.rights import CENTRE, Book, right_moves


class Kept(NamedTuple):
    """A fact as the centre keeps it: its class, what it did to the ledger, its body where that could be read.

    `kind` is `ok`, `late` (after its till was retired), `deferred` (from a newer version, folded after an
    update), `poison` (unreadable; kept, never folded), `twin` (its id was told before; kept, never folded) or
    `unsound` (its own numbers do not agree; folded).
    """

    linked: Linked
    kind: str
    body: Body | None
    told: Postings


@dataclass(slots=True)
class Turn:
    """One exchange at the centre, from what is known before to all that is to be written.

    `waiting` is true while the centre does not know all it once knew: it holds deferred facts, or was put back to a
    backup and has not heard every till since. Facts are kept as ever; nothing is given, asked, covered or put on the
    house before `settle_all`, because what looks missing may be on its way. `read` is what facts say, by their hash, where
    they were read before.
    """

    view: CentreView
    till: EnrolledTill
    at: int
    waiting: bool = False
    read: Mapping[bytes, Told] = field(default_factory=dict)
    book: Book = field(default_factory=Book)
    kept: list[Kept] = field(default_factory=list)
    minted: list[tuple[str, Body]] = field(default_factory=list)
    recalls: list[tuple[str, Recall]] = field(default_factory=list)
    debts: dict[tuple[str, str], Debt] = field(default_factory=dict)
    capped: dict[str, CappedOffer] = field(default_factory=dict)
    """Offers whose caps this turn learned."""
    opened: dict[str, int] = field(default_factory=dict)
    """How much of each cap this turn opened is open in all."""
    _loaded: set[str] = field(default_factory=set)

    def load(self, lot_ids: Iterable[str]) -> None:
        """Bring the accounts of lots into the book, once."""
        new = sorted(set(lot_ids) - self._loaded)
        if new:
            self._loaded.update(new)
            self.book.accounts.update(self.view.held(new))
            self.debts.update(self.view.debts(new))

    def mint(self, kind: str, body: Body) -> None:
        """Write a fact of the centre's own, and account for it."""
        told = postings("", self.at, "", body)
        moves = right_moves(CENTRE, body, told)
        self.load(move.lot_id for move in moves)
        self.book.post(moves)
        self.minted.append((kind, body))

    def ask(self, holder: str, recall: Recall) -> None:
        """Ask a holder for rights back."""
        self.recalls.append((holder, recall))
