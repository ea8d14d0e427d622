"""The feed: all facts of a business in commit order, with what was signed under them, and where each chain stands."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from central.store.db import Db, unique
from loyalty.exchange.judging import ChainHead, Linked
from loyalty.exchange.wire import ActSigned, HeadSigned
from loyalty.kinds import lot_id

MOST_PAGE_BYTES = 16 << 20
"""How many bytes of facts go down in one page, before compression."""

_ENVELOPE = 256
"""In how many of its first bytes a fact says of what kind it is: ids before it are short."""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of the feed: facts verbatim, with signatures, up to `pos`."""

    facts: tuple[bytes, ...]
    acts: tuple[ActSigned, ...]
    heads: tuple[HeadSigned, ...]
    pos: int


def append(
    db: Db,
    pos: int,
    facts: Sequence[tuple[Linked, str, str]],
    received_at: int,
    granted: Container[int] = frozenset(),
) -> int:
    """Add facts after a position, each with its own id as it can be kept and its class; return the last position.

    `granted`: the positions of those that are found by the lot they granted.
    """
    db.add_many(
        "fact",
        ("pos", "epoch", "seq", "till_id", "fact_id", "hash", "received_at", "raw", "granted"),
        "itittbibi",
        [
            (
                place,
                one.fact.epoch,
                one.fact.seq,
                one.fact.till_id,
                fact_id,
                one.hash,
                received_at,
                one.raw,
                int(place in granted),
            )
            for place, (one, fact_id, _) in enumerate(facts, start=pos + 1)
        ],
    )
    noted = [(place, kind) for place, (_, _, kind) in enumerate(facts, start=pos + 1) if kind != "ok"]
    db.add_many("noted", ("pos", "class"), "it", noted)
    return pos + len(facts)


def set_chain(db: Db, till_id: str, head: ChainHead) -> None:
    """Note where a chain stands."""
    db.run(
        "INSERT INTO chain (business_id, epoch, till_id, seq, hash, sealed_seq) VALUES (:b, :e, :t, :s, :h, 0) "
        "ON CONFLICT (business_id, epoch) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
        e=head.epoch,
        t=till_id,
        s=head.seq,
        h=head.hash,
    )


def sealed_seq(db: Db, epoch: str) -> int:
    """Return how far of a chain is in a backup."""
    return db.value("SELECT sealed_seq FROM chain WHERE business_id = :b AND epoch = :e", e=epoch) or 0


def seal(db: Db, heads: Sequence[tuple[str, int]]) -> None:
    """Note that chains are in a backup, each up to a number."""
    for epoch, seq in heads:
        db.run(
            "UPDATE chain SET sealed_seq = :s WHERE business_id = :b AND epoch = :e AND sealed_seq < :s",
            s=seq,
            e=epoch,
        )


def chain_heads(db: Db) -> tuple[tuple[str, str, ChainHead], ...]:
    """Return all chains: epoch, till and where each stands."""
    rows = db.rows("SELECT epoch, till_id, seq, hash FROM chain WHERE business_id = :b ORDER BY epoch")
    return tuple((row[0], row[1], ChainHead(row[0], row[2], bytes(row[3]))) for row in rows)


def author_of(db: Db, epoch: str) -> str | None:
    """Return whose chain an epoch is."""
    found = db.value("SELECT till_id FROM chain WHERE business_id = :b AND epoch = :e", e=epoch)
    return None if found is None else str(found)


def add_head(db: Db, head: HeadSigned) -> None:
    """Keep the signature under a chain's head."""
    db.add_many(
        "head",
        ("epoch", "seq", "signature"),
        "tib",
        [(head.epoch, head.seq, head.signature)],
        "ON CONFLICT DO NOTHING",
    )


def add_acts(db: Db, acts: Sequence[ActSigned]) -> None:
    """Keep persons' signatures under facts; the first one of a person under a fact stands."""
    rows = {(act.fact_id, act.staff_id): act.signature for act in acts}
    db.add_many(
        "act",
        ("fact_id", "staff_id", "signature"),
        "ttb",
        [(*key, signature) for key, signature in rows.items()],
        "ON CONFLICT DO NOTHING",
    )


def read_page(db: Db, but: str, pos: int, most: int, last_pos: int) -> FeedPage:
    """Return the page after a position up to another, without the facts of the till `but` (empty: of nobody)."""
    rows = db.rows(
        "SELECT f.pos, f.raw, f.epoch, f.seq, h.signature FROM fact f LEFT JOIN head h "
        "ON h.business_id = f.business_id AND h.epoch = f.epoch AND h.seq = f.seq "
        "WHERE f.business_id = :b AND f.pos > :pos AND f.pos <= :last AND f.till_id <> :but ORDER BY f.pos LIMIT :most",
        pos=pos,
        last=last_pos,
        but=but,
        most=most,
    )
    facts: list[bytes] = []
    size = 0
    for row in rows:
        size += len(row[1])
        if facts and size > MOST_PAGE_BYTES:
            break
        facts.append(bytes(row[1]))
    whole = len(facts) == len(rows) < most
    end = last_pos if whole else (rows[len(facts) - 1][0] if facts else pos)
    if not facts:
        return FeedPage((), (), (), end)
    between = {"low": pos, "high": end, "but": but}
    signed = [row for row in rows[: len(facts)] if row[4] is not None]
    heads = tuple(HeadSigned(row[2], row[3], bytes(row[4])) for row in signed)
    return FeedPage(tuple(facts), _acts(db, between), heads, end)


_IN_PAGE = "f.business_id = :b AND f.pos > :low AND f.pos <= :high AND f.till_id <> :but ORDER BY f.pos"


def _acts(db: Db, between: dict[str, int | str]) -> tuple[ActSigned, ...]:
    rows = db.rows(
        "SELECT a.fact_id, a.staff_id, a.signature FROM fact f JOIN act a "
        f"ON a.business_id = f.business_id AND a.fact_id = f.fact_id WHERE {_IN_PAGE}",
        **between,
    )
    return tuple(ActSigned(row[0], row[1], bytes(row[2])) for row in rows)


def walk(db: Db, most: int = 2_000) -> Iterator[tuple[int, str, bytes, bytes, str, bytes | None]]:
    """Give every fact in order: position, till, hash, bytes, class, and the signature under it as a head."""
    pos = 0
    while True:
        rows = db.rows(
            "SELECT f.pos, f.till_id, f.hash, f.raw, coalesce(n.class, 'ok'), h.signature FROM fact f "
            "LEFT JOIN noted n ON n.business_id = f.business_id AND n.pos = f.pos "
            "LEFT JOIN head h ON h.business_id = f.business_id AND h.epoch = f.epoch AND h.seq = f.seq "
            "WHERE f.business_id = :b AND f.pos > :pos ORDER BY f.pos LIMIT :most",
            pos=pos,
            most=most,
        )
        for row in rows:
            signature = None if row[5] is None else bytes(row[5])
            yield row[0], row[1], bytes(row[2]), bytes(row[3]), row[4], signature
        if len(rows) < most:
            return
        pos = rows[-1][0]


def heard_at(db: Db, fact_ids: Sequence[str]) -> dict[str, int]:
    """Return when facts came here: fact → instant."""
    rows = db.rows(
        "SELECT fact_id, received_at FROM fact "
        f"WHERE business_id = :b AND granted = 0 AND fact_id {db.among('ids')} UNION ALL "
        "SELECT l.fact_id, f.received_at FROM lot l JOIN fact f ON f.business_id = l.business_id AND f.pos = l.pos "
        f"WHERE l.business_id = :b AND l.lot_id {db.among('names')} ORDER BY 2 DESC",
        ids=unique(fact_ids),
        names=unique(lot_id(fact_id, 0) for fact_id in fact_ids),
    )
    return {row[0]: int(row[1]) for row in rows}


def beginnings(db: Db) -> Sequence[tuple[str, bytes]]:
    """Return how every epoch began: whose it is, and its first fact."""
    # A cross join is worked off as it stands: SQLite would walk all facts for their order, and there are few chains.
    rows = db.rows(
        "SELECT c.till_id, f.raw FROM chain c CROSS JOIN fact f WHERE c.business_id = :b "
        "AND f.business_id = c.business_id AND f.epoch = c.epoch AND f.seq = 1 ORDER BY +f.pos"
    )
    return [(row[0], bytes(row[1])) for row in rows]


def told_of(db: Db, kinds: Sequence[str]) -> Iterator[bytes]:
    """Give the bytes of all facts of these kinds that count, in order: the database looks into each, so it is for rare acts."""
    # The kind stands in the envelope, before anything a person wrote; quotes within a text are written with a stroke.
    head = f"substring(f.raw from 1 for {_ENVELOPE})" if db.postgres else f"substr(f.raw, 1, {_ENVELOPE})"
    find = "position(:kind{} in {})" if db.postgres else "instr({1}, :kind{0})"
    either = " OR ".join(f"{find.format(at, head)} > 0" for at in range(len(kinds)))
    rows = db.rows(
        "SELECT f.raw FROM fact f LEFT JOIN noted n ON n.business_id = f.business_id AND n.pos = f.pos "
        f"WHERE f.business_id = :b AND coalesce(n.class, 'ok') NOT IN ('poison', 'twin', 'deferred') AND ({either}) "
        "ORDER BY f.pos",
        **{f"kind{at}": f'"{kind}"'.encode() for at, kind in enumerate(kinds)},
    )
    return (bytes(row[0]) for row in rows)


def heads_of_nothing(db: Db) -> list[tuple[str, int]]:
    """Return where signatures stand under a place no chain has."""
    rows = db.rows(
        "SELECT h.epoch, h.seq FROM head h WHERE h.business_id = :b AND NOT EXISTS (SELECT 1 FROM fact f "
        "WHERE f.business_id = h.business_id AND f.epoch = h.epoch AND f.seq = h.seq)"
    )
    return [(row[0], row[1]) for row in rows]


def any_deferred(db: Db) -> bool:
    """Say whether a fact of a newer version lies here, not folded yet."""
    return db.row("SELECT 1 FROM noted WHERE business_id = :b AND class = 'deferred' LIMIT 1") is not None


def deferred(db: Db) -> tuple[tuple[int, str, bytes, bytes], ...]:
    """Return facts of a newer version in the order of the feed: position, till, hash, bytes."""
    rows = db.rows(
        "SELECT f.pos, f.till_id, f.hash, f.raw FROM noted n JOIN fact f ON f.business_id = n.business_id "
        "AND f.pos = n.pos WHERE n.business_id = :b AND n.class = 'deferred' ORDER BY +f.pos"
    )
    return tuple((row[0], row[1], bytes(row[2]), bytes(row[3])) for row in rows)


def set_class(db: Db, pos: int, kind: str) -> None:
    """Note what a fact that was put off turned out to be."""
    db.run("UPDATE noted SET class = :k WHERE business_id = :b AND pos = :pos", k=kind, pos=pos)


def last_pos(db: Db) -> int:
    """Return how far the feed goes."""
    return int(db.value("SELECT last_pos FROM business WHERE business_id = :own") or 0)


def quarantine(
    db: Db, content_hash: bytes, till_id: str, after: ChainHead, verdict: str, at: int, content: bytes
) -> None:
    """Keep a run that cannot be taken in, for a person to look at; the same run once."""
    db.run(
        "INSERT INTO quarantine VALUES (:b, :hash, :t, :e, :s, :v, :at, :content) ON CONFLICT DO NOTHING",
        hash=content_hash,
        t=till_id,
        e=after.epoch,
        s=after.seq,
        v=verdict,
        at=at,
        content=content,
    )


def quarantined(db: Db, till_id: str) -> int:
    """Return how many runs of a till lie in quarantine."""
    return int(db.value("SELECT count(*) FROM quarantine WHERE business_id = :b AND till_id = :t", t=till_id))
