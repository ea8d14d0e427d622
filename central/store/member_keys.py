"""Members' keys, in the order they came or were erased; an erased member's key is gone and told as null."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from central.store.db import Db, unique
from loyalty.exchange.wire import MemberKey


def add_keys(db: Db, last: int, keys: Sequence[MemberKey]) -> int:
    """Keep new members' keys after a position; return the last position. The first key of a member stands."""
    sent = {one.member_id: one.key for one in reversed(keys) if one.key is not None}
    if not sent:
        return last
    rows = db.rows(
        f"SELECT member_id FROM member_key WHERE business_id = :b AND member_id {db.among('members')}",
        members=unique(sent),
    )
    new = sorted(sent.keys() - {row[0] for row in rows})
    db.add_many(
        "member_key",
        ("member_id", "key", "pos"),
        "tbi",
        [(member_id, sent[member_id], pos) for pos, member_id in enumerate(new, start=last + 1)],
    )
    return last + len(new)


def erase_keys(db: Db, last: int, member_ids: Iterable[str]) -> int:
    """Delete members' keys for ever, and tell it after a position; return the last position."""
    gone = unique(member_ids)
    db.add_many(
        "member_key",
        ("member_id", "key", "pos"),
        "tbi",
        [(member_id, None, pos) for pos, member_id in enumerate(gone, start=last + 1)],
        "ON CONFLICT (business_id, member_id) DO UPDATE SET key = NULL, pos = excluded.pos",
    )
    return last + len(gone)


def read_keys(db: Db, after: int, most: int) -> tuple[tuple[MemberKey, ...], int]:
    """Return the keys after a position, and the position they lead to."""
    rows = db.rows(
        "SELECT member_id, key, pos FROM member_key WHERE business_id = :b AND pos > :after ORDER BY pos LIMIT :most",
        after=after,
        most=most,
    )
    keys = tuple(MemberKey(row[0], None if row[1] is None else bytes(row[1])) for row in rows)
    return keys, (rows[-1][2] if rows else after)
