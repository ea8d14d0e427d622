"""What is found when the storm is over: everybody is brought together, and asked what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from central.store.places import open_place
from desktop.models.sources import Source
from desktop.models.verify import verify
from desktop.sync.lines import open_line
from desktop.usecases.exchange.exchanging import exchange_all
from loyalty.facts import Fact, parse_fact
from loyalty.kinds import CREDIT, RightsGranted, SaleRecorded, read_body
from tests.central.places import Business
from tests.safety.storm_till import Machine

ROUNDS = 3
"""How many times everybody speaks until all must be told everything."""


@dataclass(slots=True)
class Found:
    """What was found; whatever stands under `wrong` must not be."""

    hits: dict[str, int] = field(default_factory=dict)
    sold: int = 0
    spends: int = 0
    acked: int = 0
    claims: int = 0
    facts: int = 0
    granted: int = 0
    spent: int = 0
    troubles: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def look(business: Business, machines: Sequence[Machine], hits: dict[str, int]) -> Found:
    """Let all tills hear everything, then compare what was said with what is there."""
    found = Found(hits=hits)
    for _ in range(ROUNDS):
        waiting = [_come_home(machine) for machine in machines]
    found.wrong += [f"till {number} still waits" for number, one in enumerate(waiting) if one]
    raws = [_ask_till(machine, found) for machine in machines]
    if len({frozenset(one) for one in raws}) != 1:
        found.wrong.append("tills hold different facts")
    facts = [parse_fact(raw) for raw in raws[0]]
    found.facts = len(facts)
    _compare_words(machines, facts, found)
    _compare_credit(business, machines, facts, found)
    _ask_centre(business, found)
    return found


def _come_home(machine: Machine) -> bool:
    """Say whether something still waits at a till, or its past is in doubt."""
    till, _ = machine.open()
    try:
        done = exchange_all(till, open_line(till))
        return not done.idle
    finally:
        till.close()


def _ask_till(machine: Machine, found: Found) -> list[bytes]:
    """Let a till prove all it holds; return its facts as they are stored."""
    till, _ = machine.open()
    with till.read() as db:
        found.wrong += [f"till {machine.number}: {problem}" for problem in verify(db).problems]
        raws = [bytes(row[0]) for row in db.rows("SELECT raw FROM fact")]
    till.close()
    return raws


def _compare_words(machines: Sequence[Machine], facts: Sequence[Fact], found: Found) -> None:
    """Every sale that was said is there as it was said, and so is all that was acknowledged."""
    sales = {fact.fact_id: _numbers(fact) for fact in facts if fact.kind == "sale.recorded"}
    heads: Counter[str] = Counter()
    for fact in facts:
        heads[fact.epoch] = max(heads[fact.epoch], fact.seq)
    troubles: Counter[str] = Counter()
    for machine in machines:
        for what, *rest in machine.words():
            if what == "sold":
                name, granted, spent = rest[0], int(rest[1]), int(rest[2])
                found.sold += 1
                found.spends += spent > 0
                if name not in sales:
                    found.wrong.append(f"said and lost: {name}")
                elif sales[name] != (granted, spent) and machine.plant != "early":
                    found.wrong.append(f"said otherwise: {name}")
            elif what == "acked":
                found.acked += 1
                if heads[rest[0]] < int(rest[1]):
                    found.wrong.append(f"acknowledged and lost: {rest}")
            elif what == "trouble":
                troubles[rest[0]] += 1
        found.wrong += [f"till {path.name} broke" for path in machine.root.glob(f"crash-{machine.number}-*")]
    found.troubles = dict(troubles)


def _numbers(fact: Fact) -> tuple[int, int]:
    body = read_body(fact.kind, fact.version, fact.body)
    assert isinstance(body, SaleRecorded)
    return sum(given.amount for given in body.grants if given.unit == CREDIT), sum(
        part.amount for part in body.spends
    )


def _compare_credit(
    business: Business, machines: Sequence[Machine], facts: Sequence[Fact], found: Found
) -> None:
    """Granted less spent, reckoned from the sales alone, is what every till and the centre say is left."""
    sales = [_numbers(fact) for fact in facts if fact.kind == "sale.recorded"]
    found.granted, found.spent = (sum(column) for column in zip(*sales, strict=True)) if sales else (0, 0)
    found.claims = sum(_is_claim(fact) for fact in facts)
    left = found.granted - found.spent
    for machine in machines:
        till, _ = machine.open()
        with till.read() as db:
            told = _left_at(db)
        till.close()
        if told != left:
            found.wrong.append(f"till {machine.number} says {told} of {left} are left")
    place = open_place(business.centre.db)
    with place.business(business.business_id) as db:
        told = int(
            db.value(
                "SELECT sum(a.amount) FROM account a JOIN lot l ON l.business_id = a.business_id AND l.lot_id = a.lot_id "
                "WHERE a.business_id = :b AND l.unit = :unit",
                unit=CREDIT,
            )
            or 0
        )
        below = db.rows("SELECT lot_id, holder, amount FROM account WHERE business_id = :b AND amount < 0")
    place.close()
    if told != left:
        found.wrong.append(f"rights to {told} of {left} are held")
    found.wrong += [f"below zero: {tuple(row)}" for row in below]


def _is_claim(fact: Fact) -> bool:
    if fact.kind != "rights.granted":
        return False
    body = read_body(fact.kind, fact.version, fact.body)
    return isinstance(body, RightsGranted) and body.why == "claim"


def _left_at(db: Source) -> int:
    return int(db.value("SELECT sum(remaining) FROM lot_balance WHERE unit = ?", (CREDIT,)) or 0)


def _ask_centre(business: Business, found: Found) -> None:
    if not business.cli("verify")["ok"]:
        found.wrong.append("the centre does not verify")
    found.wrong += [f"spent twice: {row}" for row in business.cli("overspends")["overspends"]]
