"""What a node folds facts to: what is left of each lot by the ledger, and who holds it by the book of rights."""

from __future__ import annotations

from dataclasses import dataclass, field

from loyalty.exchange.judging import Linked
from loyalty.exchange.reading import FOLDED, read_told
from loyalty.kinds import Body
from loyalty.last_words import Words
from loyalty.ledger import Lot, Postings
from loyalty.rights import CENTRE, Book, right_moves


@dataclass(slots=True)
class Accounts:
    """The fold of facts at one node. `covered` is what the house has put into each lot."""

    lots: dict[str, Lot] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    covered: dict[str, int] = field(default_factory=dict)
    book: Book = field(default_factory=Book)
    words: Words = field(default_factory=Words)

    def copy(self) -> Accounts:
        """Return a copy that goes its own way."""
        book = Book({lot: dict(told) for lot, told in self.book.accounts.items()}, set(self.book.touched))
        told = {document: dict(words) for document, words in self.words.told.items()}
        words = Words(told, dict(self.words.bounds))
        return Accounts(dict(self.lots), dict(self.left), dict(self.covered), book, words)

    def ledger(self, told: Postings) -> set[str]:
        """Fold what a fact does to the ledger; return the lots that were opened before."""
        opened = {move.lot_id for move in told.moves if move.kind == "opening" and move.lot_id in self.lots}
        for lot in told.lots:
            self.lots.setdefault(lot.lot_id, lot)
        for move in told.moves:
            if move.lot_id in opened:
                continue
            self.left[move.lot_id] = self.left.get(move.lot_id, 0) + move.delta
            if move.kind == "cover":
                self.covered[move.lot_id] = self.covered.get(move.lot_id, 0) + move.delta
        return opened

    def fold(self, linked: Linked, centre_id: str) -> tuple[str, Body | None]:
        """Fold a fact as every till does; return its class and body."""
        fact = linked.fact
        by_centre = fact.till_id == centre_id
        told = read_told(fact, linked.raw, by_centre)
        if told.kind in FOLDED:
            opened = self.ledger(told.postings)
            author = CENTRE if by_centre else fact.till_id
            moves = right_moves(author, told.body, told.postings)
            self.book.post(move for move in moves if move.lot_id not in opened)
            self.words.tell(fact, told.body)
        return told.kind, told.body

    def standing(self) -> dict[str, dict[str, int]]:
        """Return all accounts, empty ones left out."""
        return {lot: dict(held) for lot, held in sorted(self.book.accounts.items()) if held}
