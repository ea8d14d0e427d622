"""An open transaction: facts are chained, folded and signed here, or none of it happens.

What must hold: a fact's bytes, its place in the chain and its effect on every table are written together; the
head is signed once, at the end; receipt numbers have no gap.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlcipher3.dbapi2 import IntegrityError

from desktop.models import adopting
from desktop.models.fold_beside import Beside
from desktop.models.highwater import Head
from desktop.models.people import Person, seal_person
from desktop.models.projections.apply import apply
from desktop.models.projections.fold import Fold
from desktop.models.projections.rights import give_openings
from desktop.models.queries.policies import standing_policy
from desktop.models.settings import set_setting
from desktop.models.shops import Shop, receipt_code
from desktop.models.sinks import BatchSink, DirectSink
from desktop.models.sources import Row
from loyalty.clock import TrustedTime, business_day
from loyalty.errors import LoyaltyError, require
from loyalty.exchange.till import Page
from loyalty.exchange.wire import Lines
from loyalty.facts import Fact, Signer, act_message, canonical_bytes, chain_hash, head_message
from loyalty.ids import Entropy, IdMaker
from loyalty.kinds import (
    Body,
    PeopleSet,
    PersonSet,
    PolicyPublished,
    Reversal,
    SaleRecorded,
    kind_version,
    pack_body,
)
from loyalty.last_words import documents_of
from loyalty.stamps import follow, unpack_stamp

PEOPLE_IN_A_FACT = 500
_OWN_AFTER = (
    "SELECT e.lot_id, b.remaining - (SELECT sum(amount) FROM right_elsewhere WHERE lot_id = e.lot_id), -sum(e.delta) "
    "FROM entry AS e JOIN lot_balance AS b USING (lot_id) WHERE e.entry_id >= ? AND e.entry_id < ? AND e.delta < 0 "
    "AND e.lot_id IN (SELECT lot_id FROM right_elsewhere) GROUP BY e.lot_id"
)
"""What this till has a right to after a fact, and what the fact took, of lots that others hold a part of."""

_APPEND = (
    "INSERT INTO fact (fact_id, till_id, epoch, seq, kind, at, raw, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)

_STANDING = (
    "SELECT max(w.stamp) FROM json_each(?) AS d JOIN last_word AS w "
    "ON w.subject = json_extract(d.value, '$[0]') AND w.name = json_extract(d.value, '$[1]')"
)


@dataclass(frozen=True, slots=True)
class Approval:
    """A person's signature for a privileged fact."""

    staff_id: str
    signer: Signer


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact as it now stands in the chain (once the transaction has ended well)."""

    fact_id: str
    seq: int
    hash: bytes
    at: int


@dataclass(slots=True)
class Tx:
    """One transaction on the writer's connection; made by `Store.transaction` alone. Also a `Source`."""

    connection: Any
    shop: Shop
    staff_id: str
    time: TrustedTime
    ids: IdMaker
    entropy: Entropy
    fold: Fold
    head: Head
    number: int
    policy_hash: str
    recorded: list[str] = field(default_factory=list)
    adopted: int = 0
    shop_changed: bool = False
    erased: list[str] = field(default_factory=list)

    @property
    def at(self) -> int:
        """Return the trusted instant every fact of this transaction carries."""
        return self.time.at

    @property
    def on(self) -> dt.date:
        """Return the business day at this branch."""
        return business_day(self.time.at, self.fold.zone(self.shop.branch_id))

    def new_id(self) -> str:
        """Return a new id."""
        return self.ids.next(self.time.wall)

    def next_number(self) -> int:
        """Return the receipt number the next sale, refund or void recorded here must carry."""
        return self.number + 1

    def receipt_code(self, number: int) -> str:
        """Return a receipt number as it is printed: the till's code and the counter."""
        return receipt_code(self.shop.code, number)

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        """Return all rows of a statement; sees what this transaction wrote."""
        found: list[Row] = self.connection.execute(sql, params).fetchall()
        return found

    def row(self, sql: str, params: Sequence[Any] = ()) -> Row | None:
        """Return the first row, or None."""
        found: Row | None = self.connection.execute(sql, params).fetchone()
        return found

    def value(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """Return the first column of the first row, or None."""
        found = self.row(sql, params)
        return None if found is None else found[0]

    def run(self, sql: str, params: Sequence[Any] = ()) -> int:
        """Write to a local table; return the rows changed. Folded tables are written by facts alone."""
        changed: int = self.connection.execute(sql, params).rowcount
        return changed

    def record(
        self,
        kind: str,
        body: Body,
        *,
        fact_id: str | None = None,
        staff_id: str | None = None,
        approvals: Sequence[Approval] = (),
    ) -> Recorded:
        """Chain, write and fold one fact.

        Raises `fact_exists` for an id that already happened, `number_out_of_turn`, `lot_overdrawn`.
        """
        self._check_number(body)
        body = self._stamped(kind, body)
        fact = self._envelope(kind, body, fact_id or self.new_id(), staff_id or self.staff_id)
        raw = canonical_bytes(fact)
        self._append(fact, raw)
        for approval in approvals:
            self._sign_act(fact.fact_id, raw, approval)
        self._fold(fact, body)
        self._check_lots(fact.fact_id, body)
        return Recorded(fact.fact_id, fact.seq, self.head.hash, fact.at)

    def adopt(self, page: Page, lines: Lines, beside: Sequence[Beside] = ()) -> None:
        """Append facts of other tills that were proven, fold them, keep their signatures and members' keys.

        The head of this till does not move, and its receipt numbers only where its own facts come back to it after
        it was put back; nothing may be recorded in the same transaction.
        """
        assert not self.recorded, "a page is taken in by itself"
        self.erased += adopting.adopt(self, self.fold, page, lines, beside)
        self.adopted += len(page.fresh) + len(lines.keys)
        self.policy_hash = standing_policy(self)
        self.number = max(self.number, adopting.highest_number(self, self.shop.till_id, page))
        self.fold = Fold(DirectSink(self.connection), self.fold.zones, self.fold.own, self.fold.centre)

    def give_openings(self) -> None:
        """Give what openings brought to the centre this till joins in this transaction."""
        give_openings(self.fold.sink)

    def fold_deferred(self) -> int:
        """Fold what was put aside from a newer version and can be read now; return how many facts."""
        folded = adopting.fold_deferred(self, self.fold)
        self.adopted += folded
        return folded

    def set_people(self, people: Mapping[str, Person]) -> None:
        """Replace people's words as a whole: sealed into facts under each member's key, made on first use."""
        for member_id in people:
            self.make_member_key(member_id)
        sealed = [self._seal(member_id, person) for member_id, person in people.items()]
        for start in range(0, len(sealed), PEOPLE_IN_A_FACT):
            self.record("person.set", PeopleSet(tuple(sealed[start : start + PEOPLE_IN_A_FACT])))

    def make_member_key(self, member_id: str) -> None:
        """Make the key a member's words are sealed under, where there is none yet."""
        self.run(
            "INSERT INTO member_key (member_id, key) VALUES (?, ?) ON CONFLICT (member_id) DO NOTHING",
            (member_id, self.entropy(32)),
        )

    def _seal(self, member_id: str, person: Person) -> PersonSet:
        key, stamp, state = self.rows(
            "SELECT k.key, p.stamp, coalesce(m.state, 'active') FROM member_key AS k "
            "LEFT JOIN person AS p USING (member_id) LEFT JOIN member AS m USING (member_id) "
            "WHERE k.member_id = ?",
            (member_id,),
        )[0]
        require(state != "erased", "person_erased", member=member_id)
        later = follow(self.time.at, None if stamp is None else unpack_stamp(stamp))
        sealed = seal_person(key, member_id, later.at, person, self.entropy(12))
        return PersonSet(member_id, later.at, sealed, later.count)

    def _check_number(self, body: Body) -> None:
        if isinstance(body, (SaleRecorded, Reversal)):
            require(
                body.number == self.number + 1, "number_out_of_turn", number=body.number, next=self.number + 1
            )
            self.number += 1

    def _stamped(self, kind: str, body: Body) -> Body:
        """Return a body with its stamp, where the last word stands: after every word it takes the place of."""
        documents = documents_of(kind, body)
        if not documents or isinstance(body, PeopleSet) or body.stamp is not None:
            return body
        standing = self.value(_STANDING, (json.dumps(documents),))
        return replace(body, stamp=follow(self.time.at, None if standing is None else unpack_stamp(standing)))

    def _envelope(self, kind: str, body: Body, fact_id: str, staff_id: str) -> Fact:
        return Fact(
            fact_id,
            self.shop.business_id,
            self.shop.branch_id,
            self.shop.till_id,
            self.head.epoch,
            self.head.seq + 1,
            kind,
            kind_version(kind),
            staff_id,
            self.policy_hash,
            self.time.wall,
            self.time.steady,
            self.time.boot_id,
            self.time.at,
            self.time.suspect,
            pack_body(kind, body),
        )

    def _append(self, fact: Fact, raw: bytes) -> None:
        head = chain_hash(self.head.hash, raw)
        row = (fact.fact_id, fact.till_id, fact.epoch, fact.seq, fact.kind, fact.at, raw, head)
        try:
            self.run(_APPEND, row)
        except IntegrityError as problem:
            # The table itself refuses an id that stands already: nobody need ask before.
            if self.value("SELECT 1 FROM fact WHERE fact_id = ?", (fact.fact_id,)):
                raise LoyaltyError("fact_exists", fact=fact.fact_id) from problem
            raise
        self.head = Head(fact.epoch, fact.seq, head)
        self.recorded.append(fact.fact_id)

    def _sign_act(self, fact_id: str, raw: bytes, approval: Approval) -> None:
        signature = approval.signer.sign(act_message(fact_id, raw))
        self.run(
            "INSERT INTO act_signature (fact_id, staff_id, signature) VALUES (?, ?, ?)",
            (fact_id, approval.staff_id, signature),
        )

    def _fold(self, fact: Fact, body: Body) -> None:
        # What one fact writes is gathered, so that a lot or a sum it moves twice is written once; what is told early
        # is read before, for a reading in between would write what is gathered so far.
        self.fold.early()
        direct, gathered = self.fold.sink, BatchSink(self.connection)
        self.fold.sink = gathered
        apply(self.fold, fact, body)
        gathered.settle()
        self.fold.sink = direct
        self.shop_changed |= fact.kind in ("till.opened", "branch.set")
        if fact.kind == "member.erased":
            self.erased.append(body.member_id)
        if isinstance(body, PolicyPublished):
            self.policy_hash = self.head.hash.hex()

    def _check_lots(self, fact_id: str, body: Body) -> None:
        # A fact of this till may never take more than a lot holds, nor touch a lot that was never granted, nor take
        # what others hold: only what was lent on trust, and said so, goes beyond its own right. A sale that neither
        # spends nor pays back takes from no lot.
        if isinstance(body, SaleRecorded) and not (body.spends or body.settled):
            return
        span = (f"{fact_id}.", f"{fact_id}/")
        over = self.row(
            "SELECT b.lot_id FROM entry AS e JOIN lot_balance AS b USING (lot_id) "
            "WHERE e.entry_id >= ? AND e.entry_id < ? AND e.delta < 0 AND (b.remaining < 0 OR b.member_id = '')",
            span,
        )
        require(over is None, "lot_overdrawn", lot=over[0] if over else "")
        lent = {part.lot_id: part.amount for part in getattr(body, "trusted", ())}
        for lot_id, own, taken in self.rows(_OWN_AFTER, span):
            require(taken - lent.get(lot_id, 0) <= max(0, own + taken), "right_overdrawn", lot=lot_id)

    def open_epoch(self, epoch: str, cause: str, body: Body) -> None:
        """Start a new epoch with this fact; the chain goes on from where the till believes it stands."""
        self.head = Head(epoch, 0, self.head.hash)
        self.record("epoch.opened", body)
        set_setting(self, "epoch", epoch)
        set_setting(self, "epoch_cause", cause)

    def tell_again(self, fact: Fact) -> None:
        """Append a fact that was folded before, at the end of the chain: its id and its effect stay."""
        told = replace(fact, epoch=self.head.epoch, seq=self.head.seq + 1)
        self._append(told, canonical_bytes(told))

    def sign_head(self, signer: Signer) -> None:
        """Sign where the chain stands: once, before the commit."""
        message = head_message(self.head.epoch, self.head.seq, self.head.hash)
        self.run(
            "INSERT INTO signed_head (epoch, seq, hash, signature) VALUES (?, ?, ?, ?)",
            (self.head.epoch, self.head.seq, self.head.hash, signer.sign(message)),
        )
