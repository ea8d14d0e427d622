"""What a node folds facts to: what is left of each lot by the ledger, and who holds it by the book of rights."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from loyalty.exchange.judging import Linked
from loyalty.exchange.reading import FOLDED, read_told
from loyalty.kinds import Body, OverspendRecognised, Reversal, RightsOpened, SaleRecorded
from loyalty.last_words import Words
from loyalty.ledger import Lot, Postings
from loyalty.rights import CENTRE, Book, right_moves
from loyalty.uses import is_use, once, use_lots, use_moves


@dataclass(slots=True)
class Accounts:
    """The fold of facts at one node. `covered` is what the house has put into each lot."""

    lots: dict[str, Lot] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    covered: dict[str, int] = field(default_factory=dict)
    book: Book = field(default_factory=Book)
    words: Words = field(default_factory=Words)
    used: dict[str, str] = field(default_factory=dict)
    """Sale that used an offer → its member."""
    came_back: set[str] = field(default_factory=set)

    def copy(self) -> Accounts:
        """Return a copy that goes its own way."""
        book = Book({lot: dict(told) for lot, told in self.book.accounts.items()}, set(self.book.touched))
        told = {document: dict(words) for document, words in self.words.told.items()}
        words = Words(told, dict(self.words.bounds))
        return Accounts(
            dict(self.lots),
            dict(self.left),
            dict(self.covered),
            book,
            words,
            dict(self.used),
            set(self.came_back),
        )

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

    def uses(self, linked: Linked, author: str, body: Body) -> set[str]:
        """Fold what a fact does to uses; return those that were opened before and count once."""
        fact = linked.fact
        opened = {name for name in once(body) if name in self.lots}
        for lot in use_lots(fact.fact_id, fact.at, fact.branch_id, body):
            known = self.lots.get(lot.lot_id)
            more = lot.amount if known and isinstance(body, RightsOpened) else 0
            self.lots[lot.lot_id] = replace(known, amount=known.amount + more) if known else lot
        for part in body.closed if isinstance(body, RightsOpened) else ():
            assert part.lot_id in self.lots, "closed what was never opened"
            lot = self.lots[part.lot_id]
            self.lots[part.lot_id] = replace(lot, amount=lot.amount - part.amount)
        for name, _, delta in use_moves(author, body):
            if name not in opened:
                self.left[name] = self.left.get(name, 0) + delta
        if isinstance(body, OverspendRecognised):
            for part in filter(lambda part: is_use(part.lot_id), body.lots):
                self.covered[part.lot_id] = self.covered.get(part.lot_id, 0) + part.amount
        return opened

    def fold(self, linked: Linked, centre_id: str) -> tuple[str, Body | None]:
        """Fold a fact as every till does; return its class and body."""
        fact = linked.fact
        by_centre = fact.till_id == centre_id
        told = read_told(fact, linked.raw, by_centre)
        if told.kind in FOLDED:
            opened = self.ledger(told.postings)
            author = CENTRE if by_centre else fact.till_id
            opened |= self.uses(linked, author, told.body)
            moves = right_moves(author, told.body, told.postings)
            self.book.post(move for move in moves if move.lot_id not in opened)
            self.words.tell(fact, told.body)
            self._note_uses(fact.fact_id, told.body)
        return told.kind, told.body

    def _note_uses(self, fact_id: str, body: Body | None) -> None:
        if isinstance(body, SaleRecorded) and body.uses and body.member_id:
            self.used[fact_id] = body.member_id
        if isinstance(body, Reversal):
            self.came_back.add(body.sale_id)

    def uses_of(self, member: str, *, came_back: bool) -> int:
        """Return how often a member used an offer, as far as it is known here; in sales that came back too, or not."""
        gone = set() if came_back else self.came_back
        return sum(one == member and sale not in gone for sale, one in self.used.items())

    def standing(self) -> dict[str, dict[str, int]]:
        """Return all accounts, empty ones left out."""
        return {lot: dict(held) for lot, held in sorted(self.book.accounts.items()) if held}
