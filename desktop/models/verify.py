"""Checks a shop from its facts alone: chain, signatures, control totals, and every table folded from zero.

A fold from zero into an empty database must give exactly what stands in the file; whatever was edited, cut off,
inserted or reordered shows as a broken hash, a missing signature or a row that differs.
"""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from desktop.models import schema
from desktop.models.adopting import defer, read_or_defer
from desktop.models.engine import scratch
from desktop.models.fold_beside import Folded, Told, fold_ahead, processes
from desktop.models.overdrafts import is_explained
from desktop.models.projections import words
from desktop.models.projections.apply import FOLDED_TABLES, apply
from desktop.models.projections.fold import Fold
from desktop.models.queries.days import control_totals
from desktop.models.queries.shifts import shift, shift_brought_in, shift_tenders
from desktop.models.settings import setting
from desktop.models.signing import PublicVerifier
from desktop.models.sinks import BatchSink
from desktop.models.sources import Reader, Row
from loyalty.errors import LoyaltyError, require
from loyalty.exchange.judging import parent_of
from loyalty.exchange.reading import read_told
from loyalty.facts import GENESIS, Fact, act_message, chain_hash, head_message, parse_fact
from loyalty.kinds import Body, EpochOpened, ShiftClosed, StampsBounded, TillClosed
from loyalty.soundness import is_sound

Progress = Callable[[int, int], None]
"""Called with (facts done, facts in all) now and then; may raise to stop."""


def quiet(_done: int, _whole: int) -> None:
    """Show nothing."""


STEP = 2_000
MOST_PROBLEMS = 50
_UNREAD = tuple(
    f"CREATE {name} "
    for name in (
        "INDEX entry_by_lot",
        "INDEX lot_balance_by_member",
        "INDEX lot_balance_expiring",
        "INDEX sale_by_shift",
        "INDEX offer_use_by_offer",
        "INDEX offer_grant_by_member",
        "INDEX member_by_joining",
        "INDEX member_erased",
        "INDEX sale_by_number",
        "INDEX reversal_by_number",
    )
)
"""Indexes no projection asks: a fold from zero goes without them."""
_FACTS = "SELECT raw, kind, at, till_id, fact_id FROM fact ORDER BY pos"
"""What readers look up by stands beside the bytes and must say what the bytes say."""
_OVERDRAWN = "SELECT lot_id, member_id, remaining FROM lot_balance WHERE remaining < 0 OR member_id = ''"
_OVERRETURNED = (
    "SELECT s.sale_id FROM sale_line AS l JOIN sale AS s USING (sale_no) WHERE s.origin = 'till' "
    "AND (l.back_quantity > l.quantity OR l.back_net > l.net OR l.back_credit > l.credit_paid) UNION "
    "SELECT sale_id FROM reversal WHERE kind <> 'import' AND sale_id NOT IN (SELECT sale_id FROM sale)"
)
_COMPARED_WHERE = {"right_elsewhere": "amount <> 0", "offer_right": "amount <> 0"}
"""What is empty is swept away now and then, and means nothing."""
_NOT_COMPARED = {"person": {"person_no"}, "product": {"product_no"}}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong: a code of `loyalty.problems.store`, and where."""

    code: str
    values: tuple[tuple[str, object], ...] = ()

    def error(self) -> LoyaltyError:
        """Return it as an error, for `loyalty.problems.say`."""
        return LoyaltyError(self.code, **dict(self.values))


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` found: how many facts were read, and every problem (at most fifty)."""

    facts: int
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.problems


@dataclass(slots=True)
class _Findings:
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, **values: object) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(code, tuple(values.items())))


def verify(db: Reader, progress: Progress = quiet) -> Verification:
    """Check everything; the pages of the file, the chain, then the fold. Reads one snapshot, writes nothing.

    Raises `shop_damaged` for a page that is not as it was written, also one that nothing here would read.
    """
    _check_pages(db)
    findings = _Findings()
    count = check_chain(db, findings, progress)
    _check_acts(db, findings)
    if not findings.problems:
        _check_fold(db, findings, progress)
    return Verification(count, tuple(findings.problems))


def verify_chain(db: Reader, progress: Progress = quiet) -> Verification:
    """Check the chain and its signatures only: fast, for the background of a start."""
    findings = _Findings()
    return Verification(check_chain(db, findings, progress), tuple(findings.problems))


def _check_pages(db: Reader) -> None:
    # Twice: a page that is being written while it is looked at is whole at the second look.
    broken = db.rows("PRAGMA cipher_integrity_check") and db.rows("PRAGMA cipher_integrity_check")
    require(not broken, "shop_damaged", part="shop.db")


# -- the chain --------------------------------------------------------------------------------------------


def check_chain(db: Reader, findings: _Findings, progress: Progress) -> int:
    """Walk every epoch in the order its facts were written; return how many facts there are."""
    whole = db.value("SELECT count(*) FROM fact")
    heads: dict[str, tuple[int, bytes]] = {}
    own = str(setting(db, "till_id"))
    done = 0
    for epoch, seq, raw, told, fact_id, till_id in db.stream(
        "SELECT epoch, seq, raw, hash, fact_id, till_id FROM fact ORDER BY pos"
    ):
        before = heads.get(epoch)
        if before is None:
            before = (0, _root(db, raw, findings, is_own=till_id == own))
        if seq != before[0] + 1:
            findings.add("chain_gap", epoch=epoch, seq=seq, expected=before[0] + 1)
        if chain_hash(before[1], raw) != told or not _stands_in(raw, fact_id, epoch, seq):
            findings.add("chain_broken", fact=fact_id, seq=seq)
        heads[epoch] = (seq, told)
        done += 1
        if done % STEP == 0:
            progress(done, whole)
    _check_heads(db, heads, findings)
    return done


def _root(db: Reader, raw: bytes, findings: _Findings, *, is_own: bool) -> bytes:
    """Return the hash an epoch starts from: that of the parent it names.

    Where that place is known here, it must be the one it names; of this till's own chain it must be known. It need not
    be the last one: a till may have been put back, or another machine works with its key.
    """
    try:
        parent = parent_of(parse_fact(raw))
    except LoyaltyError:
        return GENESIS
    if parent is None or not parent.epoch:
        return GENESIS
    known = db.value("SELECT hash FROM fact WHERE epoch = ? AND seq = ?", (parent.epoch, parent.seq))
    if known != parent.hash and (known is not None or is_own):
        findings.add("epoch_parent_wrong", epoch=parse_fact(raw).epoch)
    return parent.hash


def _stands_in(raw: bytes, fact_id: str, epoch: str, seq: int) -> bool:
    # The columns beside the bytes are for look-ups; they must say what the bytes say.
    # A fact whose id was told before stands under its place.
    start = b'["' if fact_id == f"{epoch}.{seq}" else f'["{fact_id}",'.encode()
    return raw.startswith(start) and f'"{epoch}",{seq},'.encode() in raw[:400]


def _check_heads(db: Reader, heads: dict[str, tuple[int, bytes]], findings: _Findings) -> None:
    """Hold the last signature of every chain against its till's key; it covers all before it.

    Facts of another till may stand after its last signature here, while a page of them is on its way: the centre has
    vouched for those. This till's own head is always signed.
    """
    keys = {row[0]: row[1] for row in db.rows("SELECT till_id, public_key FROM till")} | _centre_key(db)
    own = str(setting(db, "till_id"))
    last: dict[str, Row] = {}
    for row in db.stream(
        "SELECT h.epoch, h.seq, h.hash, h.signature, f.hash, f.till_id FROM signed_head AS h "
        "LEFT JOIN fact AS f ON f.epoch = h.epoch AND f.seq = h.seq ORDER BY h.epoch, h.seq"
    ):
        last[row[0]] = row
        if row[2] != row[4]:
            findings.add("head_mismatch", epoch=row[0], seq=row[1])
    owners = dict(db.rows("SELECT epoch, till_id FROM fact WHERE seq = 1"))
    for epoch, (seq, _) in heads.items():
        head, owner = last.get(epoch), owners.get(epoch, own)
        if owner == own and (head is None or head[1] != seq):
            findings.add("head_unsigned", epoch=epoch, seq=seq)
        elif head is not None:
            _check_head(epoch, head, PublicVerifier(keys.get(owner, b"")), findings)


def _check_head(epoch: str, head: Row, verifier: PublicVerifier, findings: _Findings) -> None:
    if not verifier.verify(head_message(epoch, head[1], head[2]), head[3]):
        findings.add("head_signature_wrong", epoch=epoch, seq=head[1])


def _centre_key(db: Reader) -> dict[str, bytes]:
    centre = setting(db, "centre") or {}
    return {centre["centre_id"]: base64.b64decode(centre["centre_key"])} if centre else {}


def _check_acts(db: Reader, findings: _Findings) -> None:
    keys: dict[str, list[bytes]] = {}
    for staff_id, key in db.rows("SELECT staff_id, public_key FROM staff_public_key"):
        keys.setdefault(staff_id, []).append(key)
    for fact_id, staff_id, signature, raw in db.stream(
        "SELECT a.fact_id, a.staff_id, a.signature, f.raw FROM act_signature AS a LEFT JOIN fact AS f USING (fact_id)"
    ):
        message = act_message(fact_id, raw or b"")
        if not any(PublicVerifier(key).verify(message, signature) for key in keys.get(staff_id, [])):
            findings.add("act_signature_wrong", fact=fact_id, staff=staff_id)


# -- the fold ---------------------------------------------------------------------------------------------


def _check_fold(db: Reader, findings: _Findings, progress: Progress) -> None:
    connection = scratch()
    # The file itself holds its references and checks: rows equal to its own need no such look.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    try:
        for statement in schema.tables():
            if not statement.startswith(_UNREAD):
                connection.execute(statement)
        keys = db.rows("SELECT member_id, key FROM member_key")
        connection.executemany("INSERT INTO member_key (member_id, key) VALUES (?, ?)", keys)
        connection.execute("BEGIN")
        fold_all(db, connection, findings, progress)
        connection.execute("COMMIT")
        _check_balances(db, Reader(connection), findings)
        _check_drawers(db, Reader(connection), findings)
        for table in FOLDED_TABLES:
            _compare(db, Reader(connection), table, findings)
    finally:
        connection.close()


def fold_all(db: Reader, connection: Any, findings: _Findings, progress: Progress) -> None:
    """Fold every fact of a file into an empty database; control totals are held against it on the way."""
    whole, done = db.value("SELECT count(*) FROM fact"), 0
    sink = BatchSink(connection)
    fold = Fold(sink, own=str(setting(db, "till_id")), centre=next(iter(_centre_key(db)), ""), sale_no=0)
    _bound_first(db, fold)
    with processes(whole) as lent:
        for folded in fold_ahead(lent, db.batches(_FACTS, STEP), fold):
            _take_in(folded, fold, sink, findings)
            done += len(folded.chunk)
            progress(done, whole)


def _bound_first(db: Reader, fold: Fold) -> None:
    # Known from the beginning, a bound weighs every word once, and none has to be looked for again.
    bounds = db.rows(
        "SELECT raw FROM fact WHERE kind = 'stamps.bounded' AND till_id = ? ORDER BY pos", (fold.centre,)
    )
    for fact, raw in ((parse_fact(raw), raw) for (raw,) in bounds):
        told = read_told(fact, raw, by_centre=True)
        if isinstance(told.body, StampsBounded):
            words.bound(fold, told.body)


def _take_in(folded: Folded, fold: Fold, sink: BatchSink, findings: _Findings) -> None:
    """Fold a chunk: what other processes folded of it is written as it is, the rest is folded here."""
    chunk, place = folded.chunk, 0
    for part in folded.parts:
        first, end, _, number, batches = part
        _fold_each(chunk[place:first], fold, sink, findings)
        if folded.fits(part, fold):
            sink.take_in(batches)
            fold.sale_no = number
        else:
            _fold_each(chunk[first:end], fold, sink, findings)
        place = end
    _fold_each(chunk[place:], fold, sink, findings)
    sink.settle()


def _fold_each(facts: list[Told], fold: Fold, sink: BatchSink, findings: _Findings) -> None:
    for raw, *beside, fact_id in facts:
        fact = parse_fact(raw)
        if beside != [fact.kind, fact.at, fact.till_id]:
            findings.add("chain_broken", fact=fact.fact_id, seq=fact.seq)
        if fact_id == fact.fact_id:
            _fold_one(fold, sink, fact, raw, findings)
        else:
            defer(fold, fact_id, "twin")


def _fold_one(fold: Fold, sink: BatchSink, fact: Fact, raw: bytes, findings: _Findings) -> None:
    body = read_or_defer(fold, fact, raw)
    if body is not None:
        _check_sums(sink, fact, body, findings)
        apply(fold, fact, body)


def _check_sums(sink: BatchSink, fact: Fact, body: Body, findings: _Findings) -> None:
    """Hold what a fact says in numbers against itself and, where it closes something, against the fold so far."""
    if not is_sound(body):
        findings.add("fact_unsound", fact=fact.fact_id, kind=fact.kind)
    if isinstance(body, TillClosed):
        _check_totals(sink, fact, body, findings)
    elif isinstance(body, ShiftClosed):
        _check_shift(sink, fact, body, findings)
    elif isinstance(body, EpochOpened) and fact.seq != 1:
        findings.add("epoch_parent_wrong", epoch=fact.epoch)


def _check_totals(sink: BatchSink, fact: Fact, body: TillClosed, findings: _Findings) -> None:
    if control_totals(sink, fact.till_id, dt.date.fromisoformat(body.on)) != body:
        findings.add("control_totals_differ", day=body.on, fact=fact.fact_id)


def _check_shift(sink: BatchSink, fact: Fact, body: ShiftClosed, findings: _Findings) -> None:
    opened, taken = shift(sink, body.shift_id), shift_tenders(sink, body.shift_id)
    money = {kind: amount for kind, amount in taken.items() if kind != "credit" and amount}
    if opened is None or {t.kind: t.amount for t in body.tenders} != money:
        findings.add("shift_totals_differ", shift=body.shift_id, fact=fact.fact_id)


def _check_drawers(db: Reader, folded: Reader, findings: _Findings) -> None:
    """Hold the cash closings expected against what moved; those of old that expected less than nothing stand."""
    said = {dict(problem.values).get("shift") for problem in findings.problems}
    for shift_id, opened_with, beyond in folded.rows(_BEYOND):
        if shift_id not in said and beyond != shift_brought_in(db, shift_id, opened_with):
            findings.add("shift_totals_differ", shift=shift_id, fact=shift_id)


_BEYOND = (
    "SELECT h.shift_id, h.opened_with, h.expected - h.opened_with - coalesce(t.amount, 0) AS beyond"
    " FROM shift AS h LEFT JOIN shift_tender AS t ON t.shift_id = h.shift_id AND t.kind = 'cash'"
    " WHERE h.expected IS NOT NULL AND beyond <> 0"
)


def _check_balances(db: Reader, folded: Reader, findings: _Findings) -> None:
    """Find what no honest till lets happen: a lot spent twice, more given back of a sale than was sold.

    Among many tills a lot may stand below zero until the house has covered it, as far as `overdrafts` explains it.
    """
    for lot, member_id, remaining in folded.rows(f"{_OVERDRAWN} LIMIT {MOST_PROBLEMS}"):
        if not is_explained(db, lot, -remaining, granted=member_id != ""):
            findings.add("lot_below_zero", lot=lot)
    for sale, *_ in folded.rows(f"{_OVERRETURNED} LIMIT {MOST_PROBLEMS}"):
        findings.add("sale_overreturned", sale=sale)


def _compare(db: Reader, folded: Reader, table: str, findings: _Findings) -> None:
    columns, keys = _shape(folded, table)
    where = f" WHERE {_COMPARED_WHERE[table]}" if table in _COMPARED_WHERE else ""
    sql = f"SELECT {', '.join(columns)} FROM {table}{where} ORDER BY {', '.join(keys)}"
    for ours, right in _differing(db.batches(sql), folded.batches(sql)):
        place = min(row[: len(keys)] for row in (ours, right) if row is not None)
        findings.add("table_differs", table=table, key="/".join(map(str, place)))
        return


def _differing(
    ours: Iterator[list[Row]], right: Iterator[list[Row]]
) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield rows that differ, side by side; batches that are equal are passed over whole."""
    nothing: list[Row] = []
    for some, others in zip_longest(ours, right, fillvalue=nothing):
        if some != others:
            yield from (pair for pair in zip_longest(some, others) if pair[0] != pair[1])


def _shape(db: Reader, table: str) -> tuple[list[str], list[str]]:
    """Return a table's columns with its key first; row numbers nobody chose are left out."""
    shape = db.rows(f"SELECT name, pk FROM pragma_table_info('{table}')")
    left_out = _NOT_COMPARED.get(table, set())
    names = [name for name, _ in shape if name not in left_out]
    keys = [name for name, place in sorted(shape, key=lambda row: row[1]) if place and name not in left_out]
    keys = keys or names[:1]
    return keys + [name for name in names if name not in keys], keys
