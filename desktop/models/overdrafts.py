"""How far a lot may stand below zero among many tills, until the house has covered it, and not one unit further.

Three things explain a lot that was spent twice, each with its own bound:

- **trust**: what sales say they lent of it, no sale more than any published policy of its branch ever allowed a member;
- **a past that parted**: a till (or the centre) that was put back, or copied, went two ways from one place; what it
  drew on all of them but the one that drew most. An epoch that goes on where the last one ended parted from nothing;
- **retirement**: what the centre took back of a till and the till had drawn already.

Everything else is spent out of nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.models.settings import setting
from desktop.models.sources import Source
from loyalty.errors import LoyaltyError
from loyalty.facts import Fact, parse_fact
from loyalty.kinds import LotAmount, RightsGranted, RightsReturned, SaleRecorded, TillRetired, read_body
from loyalty.trust import parse_trust

_TAKEN = (
    "SELECT f.raw, -e.delta FROM entry AS e JOIN fact AS f USING (fact_id) WHERE e.lot_id = ? AND e.delta < 0"
)
_CARRIED = (
    "SELECT f.raw FROM fact AS f WHERE f.kind IN ('rights.returned', 'rights.granted', 'till.retired') "
    "AND f.epoch IN (SELECT epoch FROM epoch WHERE till_id = ?1 OR till_id IN (SELECT value FROM json_each(?2))) "
    "AND instr(f.raw, CAST(?3 AS BLOB))"
)
_TRUSTED = (
    "SELECT name, document FROM policy WHERE name = 'trust' OR name LIKE 'trust@%' UNION ALL "
    "SELECT b.name, json_extract(CAST(f.raw AS TEXT), '$[15][2]') FROM policy_beaten AS b JOIN fact AS f USING (fact_id) "
    "WHERE b.name = 'trust' OR b.name LIKE 'trust@%'"
)


@dataclass(frozen=True, slots=True)
class Draw:
    """What a fact took of a lot, or gave away of the right to it, and where in its chain it stands."""

    till_id: str
    epoch: str
    seq: int
    amount: int


def is_explained(db: Source, lot_id: str, below: int, *, granted: bool) -> bool:
    """Say whether a lot may stand so far below zero; `granted`: its granting has been read."""
    centre = setting(db, "centre")
    if centre is None:
        return False
    if not granted:
        # Its granting stands in the chain of a till that has not been read so far.
        return bool(centre["pos"] < centre["last_pos"])
    taken = [(parse_fact(raw), amount) for raw, amount in db.rows(_TAKEN, (lot_id,))]
    draws = [Draw(fact.till_id, fact.epoch, fact.seq, amount) for fact, amount in taken]
    carried = list(_carried(db, centre["centre_id"], {draw.till_id for draw in draws}, lot_id))
    allowed = _lent(db, lot_id, [fact for fact, _ in taken])
    allowed += _parted(db, [*draws, *(_given_away(carried))])
    return below <= allowed + _reclaimed(draws, carried)


# -- trust ------------------------------------------------------------------------------------------------


def _lent(db: Source, lot_id: str, takers: Iterable[Fact]) -> int:
    limits = dict[str, int]()
    for name, document in db.rows(_TRUSTED):
        limits[name] = max(limits.get(name, 0), parse_trust(json.loads(document)).per_member)
    return sum(_lent_by(fact, lot_id, limits) for fact in takers if fact.kind == "sale.recorded")


def _lent_by(fact: Fact, lot_id: str, limits: dict[str, int]) -> int:
    body = read_body(fact.kind, fact.version, fact.body)
    assert isinstance(body, SaleRecorded)
    most = max(limits.get("trust", 0), limits.get(f"trust@{fact.branch_id}", 0))
    return min(most, sum(part.amount for part in body.trusted if part.lot_id == lot_id))


# -- pasts that parted ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Carried:
    fact: Fact
    body: RightsReturned | RightsGranted | TillRetired
    amount: int


def _carried(db: Source, centre_id: str, tills: set[str], lot_id: str) -> Iterator[_Carried]:
    """Yield the facts of the centre and of these tills that carry rights to a lot from one to another."""
    for (raw,) in db.rows(_CARRIED, (centre_id, json.dumps(sorted(tills)), lot_id)):
        fact = parse_fact(raw)
        try:
            body = read_body(fact.kind, fact.version, fact.body)
        except LoyaltyError:
            continue
        yield _Carried(fact, body, _of(lot_id, body.lots))


def _of(lot_id: str, parts: Iterable[LotAmount]) -> int:
    return sum(part.amount for part in parts if part.lot_id == lot_id)


def _given_away(carried: Iterable[_Carried]) -> Iterator[Draw]:
    for one in carried:
        if not isinstance(one.body, TillRetired):
            yield Draw(one.fact.till_id, one.fact.epoch, one.fact.seq, one.amount)


def _parted(db: Source, draws: list[Draw]) -> int:
    """Return what was drawn on more ways than one from a place: of all ways but the one that drew most."""
    children: dict[str, list[tuple[int, str]]] = {}
    for epoch, parent, seq in db.rows(
        "SELECT epoch, parent_epoch, parent_seq FROM epoch WHERE parent_epoch <> ''"
    ):
        children.setdefault(parent, []).append((seq, epoch))
    ways = _Ways(children, draws)
    return sum(ways.twice(parent, seq) for parent in children for seq in {seq for seq, _ in children[parent]})


@dataclass(frozen=True, slots=True)
class _Ways:
    children: dict[str, list[tuple[int, str]]]
    draws: list[Draw]

    def twice(self, epoch: str, seq: int) -> int:
        on = [self.onward(child) for place, child in self.children[epoch] if place == seq]
        on.append(self.onward(epoch, seq))
        return sum(on) - max(on)

    def onward(self, epoch: str, after: int = -1) -> int:
        """Return what was drawn in an epoch after a place, and in all that goes on from there."""
        own = sum(draw.amount for draw in self.draws if draw.epoch == epoch and draw.seq > after)
        further = [child for place, child in self.children.get(epoch, []) if place > after]
        return own + sum(self.onward(child) for child in further)


# -- retirement -------------------------------------------------------------------------------------------


def _reclaimed(draws: list[Draw], carried: Iterable[_Carried]) -> int:
    back: dict[str, int] = {}
    for one in carried:
        if isinstance(one.body, TillRetired):
            back[one.body.till_id] = back.get(one.body.till_id, 0) + one.amount
    return sum(
        min(amount, sum(draw.amount for draw in draws if draw.till_id == till))
        for till, amount in back.items()
    )
