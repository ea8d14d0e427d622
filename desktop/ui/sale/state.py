"""The open sale as the screen holds it, and the plain changes of it. No Qt, nothing is read or written here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktop.ui.sale.counter import Served, Stand
from desktop.usecases.selling.lines import basket_of
from desktop.usecases.selling.parking import Named
from loyalty.basket import UNIT_QUANTITY, Basket, Line, Tender
from loyalty.errors import LoyaltyError, require
from loyalty.offers.codes import plain_code
from loyalty.paying import Paying

SELLING, ENROLLING, REFUNDING, SHIFT, RECORDED = "selling", "enrolling", "refunding", "shift", "recorded"
NOBODY = Stand("", "", frozenset(), "", "", "", "UTC")
SHOWN_TENDERS = ("card", "cash")
"""The kinds that always stand in the pay column; others come when they are named."""


@dataclass(slots=True)
class SaleState:
    """Everything the screen knows of the purchase under way. `active` is the tender (or credit) digits go to."""

    stand: Stand = NOBODY
    mode: str = SELLING
    lines: tuple[Line, ...] = ()
    codes: tuple[str, ...] = ()
    member_id: str | None = None
    revealed: bool = False
    credit: int = 0
    tenders: dict[str, int] = field(default_factory=dict)
    active: str = ""
    rest: str = "card"
    rest_meant: bool = False
    """The key of the tender that takes the rest was pressed; without it nothing takes what a named amount leaves."""
    usual_tender: str = "card"
    chosen: int = 0
    before: list[tuple[tuple[Line, ...], tuple[str, ...]]] = field(default_factory=list)
    served: Served | None = None
    fact_id: str = ""
    override: str = ""
    """Why offers may go below the margin floor; empty: they may not."""
    open_since: int = 0
    """When a basket that was brought back after a crash was last touched; 0 for any other."""
    asked: tuple[frozenset[str], str | None, tuple[str, ...]] = (frozenset(), None, ())
    """What the centre was last asked for: offers, for which member, with which codes. It is asked once."""
    sale_found: bool = False
    """While taking back: the receipt's sale stands open, so digits are quantities."""
    voiding: bool = False
    """While taking back: the whole sale is voided as if it had not been."""

    @property
    def basket(self) -> Basket:
        """Return the basket with its lines numbered, and the kinds of tender as they stand now."""
        return basket_of(self.lines, self.codes, self.tender_kinds)

    @property
    def to_pay(self) -> int:
        """Return what is left to pay in money, by the last quote."""
        return self.served.quote.totals.to_pay if self.served and self.served.quote else 0

    @property
    def chosen_line(self) -> int:
        """Return the number of the line keys act on: the chosen one, else the last; 0 in an empty basket."""
        return self.chosen if 0 < self.chosen <= len(self.lines) else len(self.lines)

    @property
    def named(self) -> Named:
        """Return what was said of the basket: how it is to be paid, and why the floor is let go."""
        rest = self.rest if self.rest_meant or not self.tenders else ""
        return Named(self.credit, tuple(self.tenders.items()), rest, self.override)

    def take_named(self, named: Named) -> None:
        """Take up how a basket brought back was to be paid; what no longer fits is found when it is priced."""
        self.credit, self.tenders = named.credit if self.member_id else 0, dict(named.tenders)
        self.rest, self.override = named.rest or self.rest, named.override
        self.rest_meant = bool(named.rest and named.tenders)

    def forget(self) -> None:
        """Begin the next customer; who stands here stays."""
        self.mode, self.lines, self.codes, self.member_id, self.revealed = SELLING, (), (), None, False
        self.credit, self.tenders, self.active, self.chosen, self.served = 0, {}, "", 0, None
        self.before, self.fact_id, self.rest, self.open_since = [], "", self.usual_tender, 0
        self.override, self.rest_meant = "", False

    def add(self, line: Line) -> None:
        """Add a line; the same counted product rung again is one more piece of the last line."""
        self._remember()
        last = self.lines[-1] if self.lines else None
        if last and line.product_id and last.product_id == line.product_id and not line.divisible:
            more = replace(last, quantity=last.quantity + line.quantity, gross=last.gross + line.gross)
            self.lines = (*self.lines[:-1], more)
        else:
            self.lines = (*self.lines, line)
        self.chosen = 0

    def add_code(self, code: str) -> None:
        """Add a discount code once."""
        if code not in self.codes:
            self._remember()
            self.codes = (*self.codes, code)

    def drop_code(self, error: LoyaltyError) -> bool:
        """Take out the code that was refused, for good; while codes have to wait, the one that came last. False: none."""
        if error.code not in ("code_unknown", "code_wait") or not self.codes:
            return False
        # The refusal names the code as it is compared; here it stands as it was typed, with its dashes.
        code, count = plain_code(str(error.values.get("value", self.codes[-1]))), len(self.codes)
        self.codes = _without(self.codes, code)
        kept = [(lines, _without(codes, code)) for lines, codes in self.before]
        self.before = kept[:-1] if kept[-1:] == [(self.lines, self.codes)] else kept
        return len(self.codes) < count

    def set_quantity(self, line_no: int, quantity: int) -> None:
        """Change a line's quantity at its unit price; raises what a quantity may not be."""
        require(0 < line_no <= len(self.lines), "basket_empty")
        line = self.lines[line_no - 1]
        whole = line.divisible or quantity % UNIT_QUANTITY == 0
        if not whole or quantity <= 0:
            raise LoyaltyError("quantity_not_whole", line=line.name or line_no, quantity=quantity)
        self._remember()
        gross = (line.gross * quantity + line.quantity // 2) // line.quantity
        changed = replace(line, quantity=quantity, gross=gross)
        self.lines = (*self.lines[: line_no - 1], changed, *self.lines[line_no:])

    def remove(self, line_no: int) -> None:
        """Take a line out."""
        if 0 < line_no <= len(self.lines):
            self._remember()
            self.lines = (*self.lines[: line_no - 1], *self.lines[line_no:])
            self.chosen = min(self.chosen, len(self.lines))

    def undo(self) -> bool:
        """Take back the last change of the basket; False when there is none."""
        if not self.before:
            return False
        self.lines, self.codes = self.before.pop()
        self.chosen, self.fact_id = 0, ""
        return True

    @property
    def payment(self) -> Paying:
        """Return the amounts that were named, and what takes the rest."""
        named = tuple(Tender(kind, amount) for kind, amount in self.tenders.items() if amount)
        return Paying(named, self.rest_kind)

    def paying(self) -> tuple[Tender, ...]:
        """Return the tenders as they will be recorded: what nobody named goes to `rest_kind`."""
        named = self.payment.named
        left = self.to_pay - sum(tender.amount for tender in named)
        return (*named, Tender(self.rest_kind, left)) if left > 0 and self.rest_kind else named

    @property
    def tender_kinds(self) -> tuple[str, ...]:
        """Return the kinds of money this is to be paid with: those named, and what takes the rest while any is left."""
        paying = self.payment
        covered = bool(paying.kinds) and self.served is not None and paying.amount >= self.to_pay
        return paying.kinds if covered else paying.all_kinds

    @property
    def rest_kind(self) -> str:
        """Return the tender that takes what nobody named; '' where amounts were named and no key said what takes the rest.

        An amount with a nought too few must not become card money that no card was charged.
        """
        if not self.tenders:
            return self.rest
        return self.rest if self.rest_meant and self.rest not in self.tenders else ""

    @property
    def missing(self) -> int:
        """Return what the named tenders do not cover, when nothing takes the rest."""
        return 0 if self.rest_kind else max(self.to_pay - sum(self.tenders.values()), 0)

    @property
    def change(self) -> int:
        """Return what goes back over the counter: of cash alone, whatever else was named too much of."""
        return min(max(sum(self.tenders.values()) - self.to_pay, 0), self.tenders.get("cash", 0))

    def _remember(self) -> None:
        self.before = [*self.before[-49:], (self.lines, self.codes)]
        self.fact_id = ""


def _without(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    return tuple([one for one in codes if plain_code(one) != code])
