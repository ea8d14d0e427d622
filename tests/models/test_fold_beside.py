"""A fold with processes beside it writes what a fold alone writes, to the byte, whatever becomes of the processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from desktop.models import fold_beside, schema, verify
from desktop.models.engine import scratch
from desktop.models.fold_beside import PLAIN, Beside, Ground, Told, fold_plain, read_parts
from desktop.models.people import Person
from desktop.models.projections.apply import FOLDED_TABLES, PROJECTIONS
from desktop.models.projections.fold import Fold
from desktop.models.queries.days import control_totals
from desktop.models.sinks import BatchSink
from desktop.models.store import Store
from desktop.models.verify import _Findings, fold_all, quiet
from loyalty.basket import Tender
from loyalty.facts import parse_fact
from loyalty.kinds import BranchSet, ImportedSales, LotAmount, SaleRecorded, SoldLine, read_body
from tests.models.world import OWNER, START, World, enrol, imported, refund, sell, start_shift


class Near:
    """Stands for a process: answers what another one would, after `spoil` has changed it."""

    def __init__(self, spoil: Callable[[list[Any]], object] = lambda parts: None) -> None:
        self.spoil = spoil
        self.taken = 0
        self.asked: bytes = b""

    def ask(self, chunk: list[Told], ground: Ground) -> None:
        self.asked = fold_plain(chunk, ground)

    def answer(self) -> list[Any]:
        parts = read_parts(self.asked)
        self.spoil(parts)
        self.taken += sum(end - first for first, end, *_ in parts)
        return parts


@pytest.fixture
def busy(world: World, shop: Store) -> Store:
    """Give the shop a little of everything: plain facts between others, a branch that moves, sales from before."""
    members = [enrol(shop, Person(f"عضو {place}", f"0912111223{place}")) for place in range(3)]
    start_shift(shop, 100)
    for place in range(24):
        member_id = members[place % 3]
        sale = sell(shop, member_id)
        sell(shop)
        if place % 5 == 0:
            refund(shop, sale, member_id, taken=(LotAmount(f"{sale.fact_id}.0", 20_000),))
        if place == 11:
            bring_in(shop, member_id)
        if place == 17:
            move_to(shop, "Europe/Berlin")
        world.clock.at += 40 * 60_000
    with shop.transaction(OWNER) as tx:
        tx.record("till.closed", control_totals(tx, shop.shop.till_id, tx.on))
    sell(shop, members[0])
    return shop


def bring_in(store: Store, member_id: str) -> None:
    sales = [
        imported(f"old-{place}", member_id, store.shop.branch_id, START - place, 1_000) for place in range(3)
    ]
    with store.transaction(OWNER) as tx:
        tx.record("sale.imported", ImportedSales(tuple(sales)))


def move_to(store: Store, zone: str) -> None:
    with store.transaction(OWNER) as tx:
        tx.record("branch.set", BranchSet(store.shop.branch_id, "ونک", "", zone))


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "STEP", 7)
    monkeypatch.setattr(fold_beside, "WORTHWHILE", 0)


def lend(monkeypatch: pytest.MonkeyPatch, *lent: object) -> None:
    @contextmanager
    def processes(_: int) -> Iterator[tuple[object, ...]]:
        yield lent

    monkeypatch.setattr(verify, "processes", processes)


def folded(store: Store) -> dict[str, list[Any]]:
    """Fold from zero; return every folded table."""
    connection, findings = scratch(), _Findings()
    for statement in schema.tables():
        connection.execute(statement)
    with store.read() as db:
        fold_all(db, connection, findings, quiet)
    assert findings.problems == []
    return {
        name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in FOLDED_TABLES
    }


def test_tables_are_the_same_to_the_byte(
    busy: Store, small_chunks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    lend(monkeypatch)
    alone = folded(busy)
    for count in (1, 2, 3):
        mates = [Near() for _ in range(count)]
        lend(monkeypatch, *mates)
        assert folded(busy) == alone
        assert sum(mate.taken for mate in mates) > 20  # and not because all was folded here
    with busy.read() as db:
        assert verify.verify(db).ok


@pytest.mark.parametrize("harm", ["nothing", "killed before", "killed amid", "standing still"])
def test_a_process_that_is_lost_is_not_missed(
    harm: str, busy: Store, small_chunks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = folded_alone(busy, monkeypatch)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    asked = 0
    ask = Beside.ask

    def harmful(mate: Beside, chunk: list[Told], ground: Ground) -> None:
        nonlocal asked
        asked += 1
        strikes = asked == 4 and harm != "nothing"
        if strikes and harm == "standing still":
            monkeypatch.setattr(fold_beside, "PATIENCE", 0.2)
            mate._process.pid and os.kill(mate._process.pid, signal.SIGSTOP)
        if strikes and harm == "killed before":
            mate._process.kill()
            mate._process.join()
        # More than a line holds: whoever writes it waits for a reader.
        padded = replace(ground, zones={**ground.zones, "padding": "x" * 300_000})
        ask(mate, chunk, padded if strikes else ground)
        if strikes and harm == "killed amid":
            mate._process.kill()

    monkeypatch.setattr(Beside, "ask", harmful)
    assert folded(busy) == alone
    assert asked > 8


def folded_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Any]]:
    with monkeypatch.context() as only:
        lend(only)
        return folded(store)


def test_a_system_that_starts_no_process_folds_alone(
    busy: Store, small_chunks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise OSError("no more processes")

    alone = folded_alone(busy, monkeypatch)
    monkeypatch.setattr(Beside, "__init__", refuse)
    assert folded(busy) == alone


def lose_a_row(parts: list[Any]) -> None:
    for *_, batches in parts:
        batches[:] = [(sql, list(rows)[1:] if "INTO sale_line" in sql else rows) for sql, rows in batches]


def test_a_row_lost_on_the_way_is_named(
    busy: Store, small_chunks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    lend(monkeypatch, Near(lose_a_row))
    with busy.read() as db:
        problems = verify.verify(db).problems
    assert {problem.code for problem in problems} == {"table_differs"}
    assert ("table", "sale_line") in problems[0].values


def test_what_is_not_sound_is_told_by_the_caller(
    busy: Store, small_chunks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = SoldLine(1, "G", None, 1_000, 50_000, 0, 0, 0)
    with busy.transaction(OWNER) as tx:
        body = SaleRecorded(tx.next_number(), "s", None, (line,), (Tender("cash", 1),), 0, (), (), ())
        fact = tx.record("sale.recorded", body)
    found = []
    for mates in ((), (Near(),)):
        lend(monkeypatch, *mates)
        with busy.read() as db:
            found.append(verify.verify(db).problems)
    assert found[0] == found[1]
    assert ("fact", fact.fact_id) in found[0][0].values


def test_bytes_that_are_no_fact_are_left_to_the_caller() -> None:
    told = (b"[]", "sale.recorded", 1, "t", "f")
    assert read_parts(fold_plain([told], Ground(4, {}, "t", ""))) == []


class Blind(BatchSink):
    """A sink that may not be asked."""

    def put(self, sql: str, params: Any = ()) -> int:
        raise AssertionError(sql)

    rows = row = value = put  # type: ignore[assignment]


def test_plain_kinds_ask_nothing_of_the_tables(busy: Store) -> None:
    seen = set()
    zones = {busy.shop.branch_id: "Asia/Tehran"}
    fold = Fold(Blind(None), zones, busy.shop.till_id, sale_no=0, nothing_early=True)
    with busy.read() as db:
        for (raw,) in db.rows("SELECT raw FROM fact"):
            fact = parse_fact(raw)
            if fact.kind in PLAIN:
                seen.add(fact.kind)
                PROJECTIONS[fact.kind](fold, fact, read_body(fact.kind, fact.version, fact.body))
    assert seen == PLAIN
