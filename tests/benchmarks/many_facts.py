"""A till that has sold much, in memory: for what is measured between till and centre."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Sequence

import httpx
import psutil

from loyalty.basket import Tender
from loyalty.exchange.judging import ChainHead
from loyalty.facts import chain_hash
from loyalty.ids import IdMaker
from loyalty.kinds import CREDIT, Grant, SaleRecorded, SoldLine
from tests.central.places import Centre
from tests.central.till import OwnFact, Till, now

_SHIFT = "01k7z3m2q8v4s0w9x1y5c6d7e8"


def busy_till(
    http: httpx.Client,
    dice: random.Random,
    *,
    sales: int,
    lines: int = 1,
    members: int = 300,
    known: Sequence[str] = (),
    till: Till | None = None,
) -> Till:
    """Return a till with its first fact, its members where none are known, and so many sales a minute or so apart."""
    ids = IdMaker(os.urandom)
    at = now() - sales * 60_000
    till = till or Till(http)
    till.open()
    known = known or [till.enrol() for _ in range(members)]
    for number in range(sales):
        at += dice.randrange(5_000, 110_000)
        till.record(
            "sale.recorded", _sale(dice, number, dice.choice(known), at, lines), fact_id=ids.next(at), at=at
        )
    return till


def told_again(till: Till, dice: random.Random, *, sales: int, known: Sequence[str]) -> None:
    """Let a till sell so many times what it sold last: real facts in their chain, made ten times as fast.

    Ids, numbers, members and instants differ; everything else is as in the last sale.
    """
    ids = IdMaker(os.urandom)
    row = json.loads(till.own[-1].raw)
    body, at = row[15], row[13]
    for _ in range(sales):
        at += dice.randrange(5_000, 110_000)
        till.seq += 1
        fact_id, body[0], body[2] = ids.next(at), body[0] + 1, dice.choice(known)
        row[0], row[5], row[10], row[11], row[13] = fact_id, till.seq, at, row[11] + 1_000, at
        for grant in body[7]:
            grant[3] = at
        raw = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
        after = ChainHead(till.epoch, till.seq - 1, till.head)
        till.head = chain_hash(till.head, raw)
        till.own.append(OwnFact(raw, after, ChainHead(till.epoch, till.seq, till.head), fact_id))


def _sale(dice: random.Random, number: int, member: str, at: int, lines: int) -> SaleRecorded:
    sold = tuple(
        SoldLine(
            place,
            f"G{dice.randrange(9)}",
            None,
            1_000 * dice.choice((1, 1, 1, 2)),
            dice.randrange(20, 900) * 1_000,
            0,
            0,
            10,
        )
        for place in range(1, lines + 1)
    )
    net = sum(line.net for line in sold)
    earned = tuple(line.net // 10 for line in sold)
    grant = Grant(CREDIT, "business", sum(earned), at, None, "base", earned)
    tender = Tender(dice.choice(("cash", "card", "card")), net)
    return SaleRecorded(number + 1, _SHIFT, member, sold, (tender,), 0, (), (grant,), ())


def cpu_of(centre: Centre) -> float:
    """Return the CPU seconds of a centre's processes so far."""
    root = psutil.Process(centre.running.pid if centre.running else 0)
    times = [one.cpu_times() for one in (root, *root.children(recursive=True))]
    return sum(one.user + one.system for one in times)
