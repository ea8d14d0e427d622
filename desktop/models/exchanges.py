"""What an exchange with the centre reads and writes here: how far both are, and this till's own facts as its outbox.

There is no other outbox: what stands past the acknowledged place of this till's chains has still to be sent.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from desktop.models.adopting import raise_keys
from desktop.models.settings import set_setting, setting
from desktop.models.sources import Source, Writer
from loyalty.errors import LoyaltyError
from loyalty.exchange.judging import ChainHead, Run
from loyalty.exchange.wire import ActSigned, HeadSigned, Lines, MemberKey
from loyalty.facts import GENESIS, Signer, head_message, parse_fact
from loyalty.kinds import PeopleSet, PinSet, read_body

SETTING = "centre"
MOST_RUN_BYTES = 4 << 20
"""How long a run may be, so that a slow line still carries it."""
_TALLY_BYTES = 8


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the last exchange failed, and since when none went well."""

    code: str
    since: int
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Centre:
    """The centre this till belongs to and how far both have read. `acked`: epoch → (seq, hash), `sealed`: epoch → seq.

    `seen` is how far each chain stood in the feed of this `generation`; `own` asks for this till's own facts too,
    after it was put back; `lend`: the centre was put back, and has still to be given what it lost; `tally` is (count, xor) of what both hold, None until it is counted.
    """

    url: str
    business_id: str
    branch_id: str
    centre_id: str
    centre_key: str
    generation: str
    joined_at: int
    pos: int = 0
    keys_pos: int = 0
    acked: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    sealed: Mapping[str, int] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)
    own: bool = False
    lend: bool = False
    tally: tuple[int, str] | None = None
    last_pos: int = 0
    doubt: str = ""
    retired: bool = False
    rereads: int = 0
    ok_at: int | None = None
    trouble: Trouble | None = None

    @property
    def key(self) -> bytes:
        """Return the centre's public key."""
        return base64.b64decode(self.centre_key)

    @property
    def caught_up(self) -> bool:
        """Say whether all the centre had to tell has been read."""
        return self.pos >= self.last_pos


def read_centre(db: Source) -> Centre | None:
    """Return the centre this till belongs to, None for a shop on its own."""
    told = setting(db, SETTING)
    if told is None:
        return None
    trouble = told.pop("trouble", None)
    acked = {epoch: (seq, digest) for epoch, (seq, digest) in told.pop("acked").items()}
    tally = told.pop("tally")
    return Centre(
        **told,
        acked=acked,
        tally=None if tally is None else (tally[0], tally[1]),
        trouble=Trouble(**trouble) if trouble else None,
    )


def write_centre(tx: Writer, centre: Centre) -> None:
    """Keep how far both have read."""
    set_setting(tx, SETTING, asdict(centre))


@dataclass(frozen=True, slots=True)
class Chains:
    """The chains of this file, and this till's own facts that the centre has not acknowledged."""

    db: Source
    till_id: str
    acked: Mapping[str, tuple[int, str]]

    def chain_head(self, epoch: str) -> ChainHead | None:
        """Return where an epoch stands."""
        row = self.db.row("SELECT seq, hash FROM fact WHERE epoch = ? ORDER BY seq DESC LIMIT 1", (epoch,))
        return None if row is None else ChainHead(epoch, row[0], row[1])

    def hash_at(self, epoch: str, seq: int) -> bytes | None:
        """Return the hash of a fact of an epoch."""
        found: bytes | None = self.db.value("SELECT hash FROM fact WHERE epoch = ? AND seq = ?", (epoch, seq))
        return found

    def epochs(self) -> Sequence[str]:
        """Return this till's own epochs, the oldest first."""
        rows = self.db.rows(
            "SELECT f.epoch FROM epoch AS e JOIN fact AS f ON f.epoch = e.epoch AND f.seq = 1 "
            "WHERE e.till_id = ? ORDER BY +f.pos",
            (self.till_id,),
        )
        return [row[0] for row in rows]

    def unsent(self, most: int) -> Sequence[tuple[ChainHead, bytes]]:
        """Return the oldest own facts the centre has not acknowledged: the place each stands after, and its bytes."""
        for epoch in self.epochs():
            after = self.acked.get(epoch, (0, ""))[0]
            rows = self.db.rows(
                "SELECT seq, hash, raw FROM fact WHERE epoch = ? AND seq > ? ORDER BY seq LIMIT ?",
                (epoch, after, most),
            )
            if rows:
                return self._placed(epoch, after, rows)
        return []

    def _placed(
        self, epoch: str, after: int, rows: Iterable[tuple[int, bytes, bytes]]
    ) -> list[tuple[ChainHead, bytes]]:
        place, size, placed = (
            ChainHead(epoch, after, self.before(epoch, after)),
            0,
            list[tuple[ChainHead, bytes]](),
        )
        for seq, digest, raw in rows:
            size += len(raw)
            if placed and size > MOST_RUN_BYTES:
                break
            placed.append((place, raw))
            place = ChainHead(epoch, seq, digest)
        return placed

    def before(self, epoch: str, seq: int) -> bytes:
        """Return the hash a chain stands at after `seq` facts; before the first that of its parent."""
        if seq:
            return self.hash_at(epoch, seq) or GENESIS
        parent: bytes | None = self.db.value("SELECT parent_hash FROM epoch WHERE epoch = ?", (epoch,))
        return parent or GENESIS

    def waiting(self) -> int:
        """Return how many own facts the centre has not acknowledged."""
        return sum(max(0, head.seq - self.acked.get(head.epoch, (0, ""))[0]) for head in self._heads())

    def waiting_since(self) -> int | None:
        """Return the instant of the oldest own fact the centre has not acknowledged."""
        oldest = self.unsent(1)
        return parse_fact(oldest[0][1]).at if oldest else None

    def _heads(self) -> list[ChainHead]:
        return [head for head in map(self.chain_head, self.epochs()) if head is not None]

    def tally(self) -> tuple[int, str]:
        """Count all facts both ends hold from zero: all here but this till's own unacknowledged ones."""
        count, xor = 0, 0
        own = dict.fromkeys(self.epochs())
        for epoch, seq, digest in self.db.rows("SELECT epoch, seq, hash FROM fact"):
            if epoch not in own or seq <= self.acked.get(epoch, (0, ""))[0]:
                count, xor = count + 1, xor ^ _number(digest)
        return count, _text(xor)

    def tally_between(self, epoch: str, after: int, until: int) -> list[bytes]:
        """Return the hashes of a stretch of an own chain that was acknowledged now."""
        rows = self.db.rows(
            "SELECT hash FROM fact WHERE epoch = ? AND seq > ? AND seq <= ?", (epoch, after, until)
        )
        return [row[0] for row in rows]


def add_to_tally(tally: tuple[int, str] | None, hashes: Iterable[bytes]) -> tuple[int, str] | None:
    """Return a tally with more facts in it."""
    if tally is None:
        return None
    count, xor = tally[0], int(tally[1], 16)
    for digest in hashes:
        count, xor = count + 1, xor ^ _number(digest)
    return count, _text(xor)


def _number(digest: bytes) -> int:
    return int.from_bytes(digest[:_TALLY_BYTES], "big")


def _text(xor: int) -> str:
    return xor.to_bytes(_TALLY_BYTES, "big").hex()


def lines_of(db: Source, run: Run, signer: Signer, hash_of_last: bytes) -> Lines:
    """Return a run of facts with what goes beside them: acts, the head signed, keys of the members they name."""
    if not run.raws:
        return Lines()
    facts = [parse_fact(raw) for raw in run.raws]
    last = run.after.seq + len(run.raws)
    signature = signer.sign(head_message(run.after.epoch, last, hash_of_last))
    return Lines(
        run.raws,
        tuple(_acts(db, [fact.fact_id for fact in facts])),
        (HeadSigned(run.after.epoch, last, signature),),
        _keys(db, [fact for fact in facts if fact.kind in ("person.set", "pin.set")]),
    )


def _acts(db: Source, fact_ids: Sequence[str]) -> Iterable[ActSigned]:
    rows = db.rows(
        "SELECT fact_id, staff_id, signature FROM act_signature WHERE fact_id IN (SELECT value FROM json_each(?))",
        (json.dumps(fact_ids),),
    )
    return (ActSigned(*row) for row in rows)


def _keys(db: Source, facts: Sequence[object]) -> tuple[MemberKey, ...]:
    members: set[str] = set()
    for fact in facts:
        try:
            body = read_body(fact.kind, fact.version, fact.body)  # type: ignore[attr-defined]
        except LoyaltyError:
            continue
        if isinstance(body, PeopleSet):
            members.update(told.member_id for told in body.people)
        elif isinstance(body, PinSet):
            members.add(body.member_id)
    return raise_keys(db, members)


def lent_lines(db: Source, till_id: str, seen: Mapping[str, int], most: int) -> Lines:
    """Return facts of others that a centre which was put back does not have any more, up to a head they signed."""
    lent: list[bytes] = []
    heads: list[HeadSigned] = []
    rows = db.rows(
        "SELECT epoch, max(seq) FROM fact WHERE till_id <> ? GROUP BY epoch ORDER BY min(pos)", (till_id,)
    )
    for epoch, last in rows:
        known = seen.get(epoch, 0)
        if last <= known or len(lent) >= most:
            continue
        signed = db.row(
            "SELECT seq, signature FROM signed_head WHERE epoch = ? AND seq > ? AND seq <= ? ORDER BY seq DESC LIMIT 1",
            (epoch, known, known + most - len(lent)),
        )
        if signed is not None:
            stretch = db.rows(
                "SELECT raw FROM fact WHERE epoch = ? AND seq > ? AND seq <= ? ORDER BY seq",
                (epoch, known, signed[0]),
            )
            lent += [row[0] for row in stretch]
            heads.append(HeadSigned(epoch, signed[0], signed[1]))
    facts = [parse_fact(raw) for raw in lent]
    acts = tuple(_acts(db, [fact.fact_id for fact in facts]))
    keys = _keys(db, [fact for fact in facts if fact.kind == "person.set"])
    return Lines((), acts, tuple(heads), keys, tuple(lent))
