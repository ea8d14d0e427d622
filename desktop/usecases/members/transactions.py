"""What happened with a member, newest first: purchases, refunds, entries by hand, what ended, what was brought in.

Each carries what it changed of credit and points, summed over all lots it touched.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktop.models.queries.members import ids_json
from desktop.models.queries.moves import moves_of, reversals_within, sales_within
from desktop.models.queries.signers import NOBODY, Doer, doers
from desktop.models.shops import receipt_code
from desktop.models.sources import Source
from loyalty.kinds import CREDIT

KINDS = ("sale", "refund", "void", "adjusted", "expired", "opening", "other")
_DECIDED = ("refund", "void", "adjusted")
_ENDLESS = 1 << 62
_Span = tuple[str, int, int]
"""All ids of a person as JSON, and the instants between which something happened."""
_SIDES = {"return": "given_back", "grace": "given_back", "redeem": "spent", "expire": "ended"}
_ENTRY_KINDS = {"adjust": "adjusted", "expire": "expired", "opening": "opening"}


@dataclass(frozen=True, slots=True)
class CreditMoved:
    """What moved of credit by why, all positive: nothing is netted, not even within one sale.

    `given_back` is spent credit a refund gave back; `taken` is credit taken back: by a refund, by hand, or for a debt.
    """

    gained: int = 0
    given_back: int = 0
    spent: int = 0
    taken: int = 0
    ended: int = 0

    @property
    def came(self) -> int:
        """Return all that came to the member."""
        return self.gained + self.given_back

    @property
    def went(self) -> int:
        """Return all that went from the member."""
        return self.spent + self.taken + self.ended

    def __add__(self, other: CreditMoved) -> CreditMoved:
        """Return both together."""
        return CreditMoved(
            self.gained + other.gained,
            self.given_back + other.given_back,
            self.spent + other.spent,
            self.taken + other.taken,
            self.ended + other.ended,
        )


@dataclass(frozen=True, slots=True)
class Transaction:
    """One thing that happened: `net` of a purchase, or of what came back as a positive number, 0 for entries.

    `credit` and `points` (unit, delta) are signed: what the member gained or lost; `moved` is what made `credit`.
    `number` is the printed one. `doer` tells who did it of what is done by somebody's decision: refunds, voids and
    entries by hand.
    """

    fact_id: str
    kind: str
    at: int
    branch_id: str
    number: str = ""
    sale_id: str | None = None
    net: int = 0
    credit: int = 0
    points: tuple[tuple[str, int], ...] = ()
    doer: Doer = NOBODY
    moved: CreditMoved = CreditMoved()


@dataclass(slots=True)
class _Moved:
    at: int
    kind: str
    by_unit: dict[str, int] = field(default_factory=dict)
    credit: CreditMoved = CreditMoved()


def transactions(
    db: Source, member_id: str, *, since: int = -_ENDLESS, until: int = _ENDLESS, limit: int = 200
) -> tuple[Transaction, ...]:
    """Return up to `limit` of a person's transactions from `since` until before `until`, newest first."""
    span = (ids_json(db, member_id), since, until)
    moved = _moved(db, span)
    told = {
        one.fact_id: one for one in (*_sales(db, span, limit, moved), *_reversals(db, span, limit, moved))
    }
    rest = [_entry(fact_id, one) for fact_id, one in moved.items() if fact_id not in told]
    everything = sorted((*told.values(), *rest), key=lambda one: (one.at, one.fact_id), reverse=True)
    return _with_doers(db, everything[:limit])


def _with_doers(db: Source, told: list[Transaction]) -> tuple[Transaction, ...]:
    found = doers(db, [one.fact_id for one in told if one.kind in _DECIDED])
    return tuple(replace(one, doer=found.get(one.fact_id, one.doer)) for one in told)


def _moved(db: Source, span: _Span) -> dict[str, _Moved]:
    moved: dict[str, _Moved] = {}
    for fact_id, at, kind, unit, delta in moves_of(db, *span):
        one = moved.setdefault(fact_id, _Moved(at, kind))
        one.by_unit[unit] = one.by_unit.get(unit, 0) + delta
        if unit == CREDIT:
            one.credit += _side(kind, delta)
    return moved


def _side(kind: str, delta: int) -> CreditMoved:
    return CreditMoved(**{_SIDES.get(kind, "gained" if delta > 0 else "taken"): abs(delta)})


def _sales(db: Source, span: _Span, limit: int, moved: dict[str, _Moved]) -> list[Transaction]:
    return [
        _traded("sale", sale_id, at, branch_id, _printed(code, number), sale_id, net, moved)
        for sale_id, at, branch_id, number, code, net in sales_within(db, *span, limit)
    ]


def _reversals(db: Source, span: _Span, limit: int, moved: dict[str, _Moved]) -> list[Transaction]:
    return [
        _traded(
            "void" if kind == "void" else "refund", name, at, branch, _printed(code, number), sale, net, moved
        )
        for name, kind, at, branch, number, code, sale, net in reversals_within(db, *span, limit)
    ]


def _traded(
    kind: str,
    fact_id: str,
    at: int,
    branch_id: str,
    number: str,
    sale_id: str,
    net: int,
    moved: dict[str, _Moved],
) -> Transaction:
    one = moved.get(fact_id, _Moved(at, kind))
    credit, points = _parts(one)
    return Transaction(fact_id, kind, at, branch_id, number, sale_id, net, credit, points, moved=one.credit)


def _entry(fact_id: str, one: _Moved) -> Transaction:
    credit, points = _parts(one)
    kind = _ENTRY_KINDS.get(one.kind, "other")
    return Transaction(fact_id, kind, one.at, "", credit=credit, points=points, moved=one.credit)


def _parts(moved: _Moved) -> tuple[int, tuple[tuple[str, int], ...]]:
    points = tuple((unit, delta) for unit, delta in sorted(moved.by_unit.items()) if unit != CREDIT and delta)
    return moved.by_unit.get(CREDIT, 0), points


def _printed(code: str, number: int | None) -> str:
    return receipt_code(code, number) if number is not None and code else ""
