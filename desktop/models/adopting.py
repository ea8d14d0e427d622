"""Takes in what came from other tills: their facts as their own bytes, their signatures, the keys of members' words.

What must hold: a page is taken in whole or not at all, each fact is folded exactly as one of this till, and a fact
this version cannot read is kept and folded once it can.
"""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

from desktop.models.fold_beside import PLAIN, Beside, Folded, Told, fold_ahead
from desktop.models.projections.apply import apply
from desktop.models.projections.fold import Fold
from desktop.models.projections.members import ERASABLE
from desktop.models.projections.persons import set_all, set_people
from desktop.models.sinks import BatchSink
from desktop.models.sources import Source, Writer
from loyalty.exchange.glancing import Glance, Placed, whole
from loyalty.exchange.reading import FOLDED, read_told
from loyalty.exchange.till import Page
from loyalty.exchange.wire import ActSigned, HeadSigned, Lines, MemberKey
from loyalty.facts import Fact, parse_fact
from loyalty.kinds import Body, MemberGone, read_body

KEY_BYTES = 32
_WORDS = "person.set"
CHUNK = 2_000
"""How many facts another process folds at once."""
_AMONG = "IN (SELECT value FROM json_each(?))"
_ERASED_OF = f"SELECT member_id FROM member_end WHERE erased_at IS NOT NULL AND member_id {_AMONG}"
_WAITING = f"SELECT f.raw, w.member_id FROM person_waiting AS w JOIN fact AS f USING (fact_id) WHERE w.member_id {_AMONG}"


class Taker(Writer, Protocol):
    """What a page is taken into: an open transaction with its connection."""

    connection: Any


def adopt(tx: Taker, fold: Fold, page: Page, lines: Lines, beside: Sequence[Beside] = ()) -> list[str]:
    """Write and fold a page, with the processes lent; return the members its facts erase.

    Raises `feed_broken` for a fact that was only glanced at before and cannot be read.
    """
    twins = _twins(tx, page.fresh)
    _read_twins(page.fresh, twins)
    sink = BatchSink(tx.connection)
    # Processes beside number sales by what was numbered before them.
    numbered = tx.value("SELECT coalesce(max(sale_no), 0) FROM sale") if beside else -1
    paged = Fold(sink, fold.zones, fold.own, fold.centre, numbered)
    single = [one for one in page.fresh if place_of(one.fact) not in twins] if twins else page.fresh
    ordered = _words_last(single)
    # They fold the first facts of the page while it is appended.
    folded = fold_ahead(beside, _chunks(ordered), paged) if beside else None
    _append(tx, page.fresh, twins)
    # Words are opened as they are folded where their keys are here first.
    keyed = _keep_keys(tx, lines.keys)
    erased = _fold_page(paged, sink, ordered, folded)
    for twin in sorted(twins):
        defer(paged, twin, "twin")
    sink.settle()
    tx.run("DELETE FROM right_elsewhere WHERE amount = 0")
    tx.run("DELETE FROM offer_right WHERE amount = 0")
    _keep_acts(tx, lines.acts)
    _keep_heads(tx, lines.heads)
    for one in lines.keys:
        if one.key is None:
            _forget(tx, one.member_id)
    _open_waiting(tx, paged, keyed)
    sink.settle()
    return erased


def place_of(fact: Fact | Glance) -> str:
    """Return where a fact stands, as the name of one whose own id was told before."""
    return f"{fact.epoch}.{fact.seq}"


def _twins(tx: Taker, fresh: Sequence[Placed]) -> frozenset[str]:
    """Return the places of facts whose id stands elsewhere already: kept for the chain's sake, never folded."""
    ids = [one.fact.fact_id for one in fresh]
    known = {
        row[0]
        for row in tx.rows(
            "SELECT fact_id FROM fact WHERE fact_id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
        )
    }
    twins = set()
    for one in fresh:
        if one.fact.fact_id in known:
            twins.add(place_of(one.fact))
        known.add(one.fact.fact_id)
    return frozenset(twins)


def _read_twins(fresh: Sequence[Placed], twins: frozenset[str]) -> None:
    """Read whole what will never be folded: of a fact that was only glanced at nobody else would find out.

    Raises `feed_broken`.
    """
    if twins:
        for one in fresh:
            if place_of(one.fact) in twins:
                whole(one.fact, one.raw)


def _append(tx: Taker, fresh: Sequence[Placed], twins: frozenset[str]) -> None:
    rows = []
    for one in fresh:
        fact, place = one.fact, place_of(one.fact)
        name = place if place in twins else fact.fact_id
        rows.append((name, fact.till_id, fact.epoch, fact.seq, fact.kind, fact.at, one.raw, one.hash))
    tx.connection.executemany(
        "INSERT INTO fact (fact_id, till_id, epoch, seq, kind, at, raw, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _words_last(fresh: Sequence[Placed]) -> list[Placed]:
    """Return facts in an order that folds to the same tables in few statements: words of people last, where between them
    and those behind them stand only facts that know of no words.
    """
    ordered = list[Placed]()
    for free, run in groupby(fresh, key=lambda one: one.fact.kind in PLAIN or one.fact.kind == _WORDS):
        told = list(run)
        ordered += sorted(told, key=lambda one: one.fact.kind == _WORDS) if free else told
    return ordered


def _fold_page(
    fold: Fold, sink: BatchSink, fresh: Sequence[Placed], beside: Iterator[Folded] | None
) -> list[str]:
    """Fold a page: what other processes fold of it is written as it is, the rest is folded here; the same either way."""
    if beside is None:
        return fold_run(fold, ((one.fact, one.raw) for one in fresh))
    erased, place = list[str](), 0
    for folded in beside:
        erased += _take_in(fold, sink, folded, fresh[place : place + len(folded.chunk)])
        place += len(folded.chunk)
    return erased


def _chunks(fresh: Sequence[Placed]) -> Iterator[list[Told]]:
    for start in range(0, len(fresh), CHUNK):
        facts = [(one.fact, one.raw) for one in fresh[start : start + CHUNK]]
        yield [(raw, fact.kind, fact.at, fact.till_id, fact.fact_id) for fact, raw in facts]


def _take_in(fold: Fold, sink: BatchSink, folded: Folded, fresh: Sequence[Placed]) -> list[str]:
    erased, place = list[str](), 0
    for part in folded.parts:
        first, end, _, number, batches = part
        erased += fold_run(fold, ((one.fact, one.raw) for one in fresh[place:first]))
        if folded.fits(part, fold):
            sink.take_in(batches)
            fold.sale_no = number
        else:
            erased += fold_run(fold, ((one.fact, one.raw) for one in fresh[first:end]))
        place = end
    return erased + fold_run(fold, ((one.fact, one.raw) for one in fresh[place:]))


def fold_run(fold: Fold, facts: Iterable[tuple[Fact | Glance, bytes]]) -> list[str]:
    """Fold facts in their order, putting aside what this version cannot read; return the members they erase.

    Raises `feed_broken` for one that cannot be read and was only glanced at before.
    """
    erased, people = list[str](), list[tuple[Fact, Body]]()
    for told, raw in facts:
        fact = whole(told, raw)
        body = read_or_defer(fold, fact, raw)
        if body is None:
            continue
        if fact.kind == _WORDS:
            people.append((fact, body))
            continue
        if people:
            set_all(fold, people)
            people = []
        apply(fold, fact, body)
        if fact.kind == "member.erased" and isinstance(body, MemberGone):
            erased.append(body.member_id)
    if people:
        set_all(fold, people)
    return erased


def read_or_defer(fold: Fold, fact: Fact, raw: bytes) -> Body | None:
    """Return the body of a fact; None for one this version cannot read or fold, which is noted for later."""
    told = read_told(fact, raw, by_centre=fact.till_id == fold.centre)
    if told.kind not in FOLDED:
        defer(fold, fact.fact_id, told.kind)
        return None
    return told.body


def defer(fold: Fold, fact_id: str, code: str) -> None:
    """Note a fact that is kept and not folded: `deferred` until an update, `poison` or `twin` for ever."""
    fold.sink.put(
        "INSERT INTO fact_deferred (fact_id, code) VALUES (?, ?) ON CONFLICT (fact_id) DO NOTHING",
        (fact_id, code),
    )


def fold_deferred(tx: Taker, fold: Fold) -> int:
    """Fold what was put aside and can be read now; return how many facts that were."""
    waiting = tx.rows(
        "SELECT f.raw FROM fact_deferred AS d JOIN fact AS f USING (fact_id) WHERE d.code = 'deferred' ORDER BY +f.pos"
    )
    known = [
        (fact, raw)
        for fact, raw in ((parse_fact(raw), raw) for (raw,) in waiting)
        if _is_known(fold, fact, raw)
    ]
    for fact, _ in known:
        tx.run("DELETE FROM fact_deferred WHERE fact_id = ?", (fact.fact_id,))
    fold_run(fold, known)
    return len(known)


def _is_known(fold: Fold, fact: Fact, raw: bytes) -> bool:
    return read_told(fact, raw, by_centre=fact.till_id == fold.centre).kind != "deferred"


def _keep_acts(tx: Writer, acts: Iterable[ActSigned]) -> None:
    for act in acts:
        tx.run(
            "INSERT INTO act_signature (fact_id, staff_id, signature) SELECT ?1, ?2, ?3 "
            "WHERE EXISTS (SELECT 1 FROM fact WHERE fact_id = ?1) ON CONFLICT (fact_id, staff_id) DO NOTHING",
            (act.fact_id, act.staff_id, act.signature),
        )


def _keep_heads(tx: Writer, heads: Iterable[HeadSigned]) -> None:
    for head in heads:
        tx.run(
            "INSERT INTO signed_head (epoch, seq, hash, signature) SELECT epoch, seq, hash, ?3 FROM fact "
            "WHERE epoch = ?1 AND seq = ?2 ON CONFLICT (epoch, seq) DO NOTHING",
            (head.epoch, head.seq, head.signature),
        )


def _keep_keys(tx: Taker, keys: Iterable[MemberKey]) -> list[str]:
    """Keep the keys of members' words, but of who was erased; return whose."""
    told = {one.member_id: one.key for one in keys if one.key is not None and len(one.key) == KEY_BYTES}
    gone = {row[0] for row in tx.rows(_ERASED_OF, (json.dumps(list(told)),))}
    kept = [one for one in told if one not in gone]
    tx.connection.executemany(
        "INSERT INTO member_key (member_id, key) VALUES (?, ?) ON CONFLICT (member_id) DO NOTHING",
        [(one, told[one]) for one in kept],
    )
    return kept


def _forget(tx: Writer, member_id: str) -> None:
    for table in ERASABLE:
        tx.run(f"DELETE FROM {table} WHERE member_id = ?", (member_id,))


def _is_erased(db: Source, member_id: str) -> bool:
    return bool(
        db.value("SELECT 1 FROM member_end WHERE member_id = ? AND erased_at IS NOT NULL", (member_id,))
    )


def _open_waiting(tx: Writer, fold: Fold, member_ids: Sequence[str]) -> None:
    """Open the words that came before their keys, each fact once."""
    names = json.dumps(member_ids)
    waiting = tx.rows(f"{_WAITING} ORDER BY +f.pos, w.member_id", (names,))
    tx.run(f"DELETE FROM person_waiting WHERE member_id {_AMONG}", (names,))
    for raw, found in groupby(waiting, key=itemgetter(0)):
        fact = parse_fact(raw)
        body = read_body(fact.kind, fact.version, fact.body)
        set_people(fold, fact, only(body, {member_id for _, member_id in found}))


def only(body: Any, member_ids: Container[str]) -> Any:
    """Return a body of people with the words of some members alone."""
    return type(body)(tuple(told for told in body.people if told.member_id in member_ids))


def raise_keys(db: Source, member_ids: Iterable[str]) -> tuple[MemberKey, ...]:
    """Return the keys of members, None for who was erased."""
    wanted = sorted(set(member_ids))
    known = dict(
        db.rows(
            "SELECT member_id, key FROM member_key WHERE member_id IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        )
    )
    return tuple(MemberKey(one, known.get(one)) for one in wanted if one in known or _is_erased(db, one))


def highest_number(db: Source, till_id: str, page: Page) -> int:
    """Return the highest receipt number of a till's own facts where a page brought some back, else 0."""
    if all(one.fact.till_id != till_id for one in page.fresh):
        return 0
    found: int = db.value(
        "SELECT max((SELECT coalesce(max(number), 0) FROM sale WHERE till_id = ?1 AND number IS NOT NULL), "
        "(SELECT coalesce(max(number), 0) FROM reversal WHERE till_id = ?1 AND number IS NOT NULL))",
        (till_id,),
    )
    return found
