"""The straight road of ordinary sales writes what the projections write, to the byte, or nothing at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models import columns, fold_beside
from desktop.models.columns import Columns, rows_of, unpack
from desktop.models.engine import scratch
from desktop.models.projections import straight
from desktop.models.projections.fold import Fold
from desktop.models.projections.sales import record_sale
from desktop.models.sinks import BatchSink
from loyalty.exchange.reading import check_body
from loyalty.facts import Fact, canonical_bytes, parse_fact
from loyalty.kinds import SaleRecorded, kind_version, read_body
from loyalty.soundness import is_sound
from tests.models.world import START

OWN, OTHER, CENTRE, BRANCH = "till-own", "till-other", "till-centre", "branch-1"

names = st.text("ab-ی\0", min_size=1, max_size=4) | st.sampled_from(
    ["cash", "coupon", "credit", "x" * 99, "x" * 130]
)
numbers = st.integers(-3, 9_999) | st.sampled_from([10**15, 10**16, 2**63 - 1, 2**63, 2**70])
odd = st.none() | st.booleans() | st.floats(0, 3) | numbers | names | st.just([]) | st.just({"a": 1})


@st.composite
def sound_sales(draw: st.DrawFn) -> list[Any]:
    """Draw the array of a sale that adds up."""
    amounts, place = st.integers(0, 5_000), st.integers(1, 3)
    lines = []
    for line_no in range(draw(place)):
        credit, cash, discount = draw(amounts), draw(amounts), draw(amounts)
        product = draw(st.none() | st.just("p1"))
        gross = credit + cash + discount
        lines.append(
            [
                line_no + 1,
                draw(st.sampled_from("GH")),
                product,
                1_000,
                gross,
                discount,
                credit,
                9,
                draw(st.integers(0, 1)),
            ]
        )
    member = draw(st.none() | st.just("member-1"))
    if member is None:
        for line in lines:
            line[4], line[6] = line[4] - line[6], 0
    paid = sum(line[6] for line in lines)
    due = sum(line[4] - line[5] - line[6] for line in lines)
    change = draw(st.integers(0, 50))
    tenders = [["cash", due + change]] if due + change else []
    if draw(st.booleans()) and due > 1:
        tenders = [["cash", due - 1 + change], [draw(st.sampled_from(["card", "coupon"])), 1]]
    spends = ([["lot-a.0", 1]] if paid > 1 else []) + ([["lot-b.1", paid - (paid > 1)]] if paid else [])
    grants = [] if member is None else draw(st.lists(grant(), max_size=2))
    uses = [
        [one, 2, [5, 0], draw(st.sampled_from(["", "d1"]))] for one in draw(st.sampled_from(["", "b", "bo"]))
    ]
    return [
        7,
        draw(st.sampled_from(["s", ""])),
        member,
        lines,
        tenders,
        change,
        spends,
        grants,
        uses,
        [],
        [],
        [],
        0,
        "",
    ]


def grant() -> st.SearchStrategy[list[Any]]:
    ends = st.none() | st.just(START + 5)
    unit, scope = st.sampled_from(["credit", "points:p"]), st.sampled_from(["business", "branch:b"])
    by_line = st.sampled_from([[], [100], [40, 60]])
    return st.tuples(unit, scope, st.just(100), st.just(START), ends, st.sampled_from("ab"), by_line).map(
        list
    )


@st.composite
def spoilt_sales(draw: st.DrawFn) -> list[Any]:
    """Draw an array of which one value, however deep, is another one than it should be."""
    body: list[Any] = json.loads(json.dumps(draw(sound_sales())))
    where: list[Any] = body
    while True:
        place = draw(st.integers(0, len(where) - 1))
        if not (isinstance(where[place], list) and where[place] and draw(st.booleans())):
            break
        where = where[place]
    where[place] = draw(odd | st.just([["lot-c.0", 5]]) | st.just([["offer-1", 1, [0], ""]]))
    return body


def bytes_of(body: list[Any], till: str) -> bytes:
    fact = Fact("fact-1", "bus", BRANCH, till, "epoch", 9, "sale.recorded", kind_version("sale.recorded"), "staff",
                "", START, 5, "boot", START, False, body)  # fmt: skip
    return canonical_bytes(fact)


def empty() -> Fold:
    return Fold(BatchSink(None), {BRANCH: "Asia/Tehran"}, OWN, CENTRE, sale_no=4, nothing_early=True)


def told(fold: Fold) -> dict[str, list[Any]]:
    """Return what a fold would write, by statement."""
    assert isinstance(fold.sink, BatchSink)
    return {sql: list(rows) for sql, rows in fold.sink.take()}


def goes_straight(raw: bytes, till: str) -> dict[str, list[Any]] | None:
    fold = empty()
    taken = straight.fold_straight(fold, raw, ("sale.recorded", START, till, "fact-1"))
    rows = told(fold)
    assert taken or (not rows and fold.sale_no == 4)
    return rows if taken else None


def goes_round(raw: bytes) -> dict[str, list[Any]]:
    """Return what the projections write of a fact; what they refuse is raised."""
    fact, fold = parse_fact(raw), empty()
    body = read_body(fact.kind, fact.version, fact.body)
    check_body(body, fact, raw, by_centre=False)
    assert isinstance(body, SaleRecorded)
    assert is_sound(body)
    record_sale(fold, fact, body)
    return told(fold)


@settings(max_examples=150, deadline=None)
@given(sound_sales(), st.sampled_from([OWN, OTHER]))
def test_what_adds_up_goes_straight_and_writes_the_same(body: list[Any], till: str) -> None:
    raw = bytes_of(body, till)
    assert goes_straight(raw, till) == goes_round(raw)


@settings(max_examples=300, deadline=None)
@given(spoilt_sales(), st.sampled_from([OWN, CENTRE]))
def test_what_is_not_sure_goes_round(body: list[Any], till: str) -> None:
    try:
        raw = bytes_of(body, till)
    except ValueError:
        return
    rows = goes_straight(raw, till)
    assert rows is None or (rows == goes_round(raw) and till != CENTRE)


def test_a_road_that_forgets_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(straight, "CREDIT", "points:p")
    with pytest.raises(AssertionError):
        test_what_adds_up_goes_straight_and_writes_the_same()


def test_what_is_of_no_known_shape_goes_round() -> None:
    body = [
        7,
        "s",
        None,
        [[1, "G", None, 1_000, 5, 0, 0, 0, 0]],
        [["cash", 5]],
        0,
        [],
        [],
        [],
        [],
        [],
        [],
        0,
        "",
    ]
    raw = bytes_of(body, OWN)
    assert goes_straight(raw, OWN) is not None
    beside = ("sale.recorded", START, OWN, "fact-1")
    for other in (
        raw + b" ",
        raw[:-1],
        b"[]",
        b'{"a":1}',
        raw.replace(b'"s"', b'"\xff"'),
        raw.replace(b"boot", b"\\u0000"),
    ):
        assert not straight.fold_straight(empty(), other, beside)
    for place, value in enumerate(("member.enrolled", START + 1, OTHER, "fact-2")):
        wrong: Any = (*beside[:place], value, *beside[place + 1 :])
        assert not straight.fold_straight(empty(), raw, wrong)
    assert straight.SALE in fold_beside.PLAIN


ROWS = st.lists(
    st.tuples(
        st.integers(-(2**63), 2**63 - 1),
        st.none() | st.text(max_size=2),
        st.just("it's \0 ?"),
        st.sampled_from(["same", "same", "other"]),
        st.sampled_from([-7, 0]),
    ),
    min_size=1,
    max_size=5,
)


@given(st.lists(ROWS, max_size=3), st.sampled_from([1, columns.FEW]))
def test_rows_come_out_of_columns_as_they_went_in(batches: list[list[Any]], few: int) -> None:
    gathered, written = Columns(), scratch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "FEW", few)
        packed = gathered.pack(
            [(f"INSERT INTO t{n} VALUES (?, ?, ?, ?, ?)", rows) for n, rows in enumerate(batches)]
        )
    for place, (sql, rows) in enumerate(rows_of(packed, unpack(gathered.sent))):
        written.execute(f"CREATE TABLE t{place} (a, b, c, d, e)")
        written.executemany(sql, rows)
    told = [written.execute(f"SELECT * FROM t{n} ORDER BY rowid").fetchall() for n in range(len(batches))]
    written.close()
    assert told == batches


def test_equal_columns_go_once() -> None:
    gathered = Columns()
    rows = [(1, f"a{place}", None, f"a{place}") for place in range(columns.FEW)]
    packed = gathered.pack([("t (?, ?, ?, ?)", rows), ("u (?, ?)", [(row[1], row[3]) for row in rows])])
    assert packed == [("t (1, ?1, NULL, ?1)", [0]), ("u (?1, ?1)", [0])]
    assert len(gathered.sent) == 1
