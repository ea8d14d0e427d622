"""What belongs to this machine: parked baskets and the open one, erasable notes, wrapped staff keys.

None of it is a fact. Rows that name a member go when the member is erased.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.models.sources import Source, Writer

OPEN = "open"
"""The id of the one row that is not put aside: the basket somebody is filling."""


@dataclass(frozen=True, slots=True)
class Parked:
    """A basket put aside; `document` is its JSON."""

    park_id: str
    staff_id: str
    member_id: str | None
    parked_at: int
    document: str


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A person's private key under their PIN; `cost` names how the PIN was stretched."""

    staff_id: str
    public_key: bytes
    wrapped: bytes
    salt: bytes
    cost: str
    fails: int = 0
    failed_at: int | None = None
    locked: bool = False


def park(tx: Writer, parked: Parked) -> None:
    """Put a basket aside."""
    tx.run(
        "INSERT INTO parked_basket (park_id, staff_id, member_id, parked_at, document) VALUES (?, ?, ?, ?, ?)",
        (parked.park_id, parked.staff_id, parked.member_id, parked.parked_at, parked.document),
    )


def parked(db: Source) -> tuple[Parked, ...]:
    """Return the baskets put aside, the newest first."""
    rows = db.rows(
        "SELECT park_id, staff_id, member_id, parked_at, document FROM parked_basket WHERE park_id <> ? "
        "ORDER BY parked_at DESC, park_id",
        (OPEN,),
    )
    return tuple(Parked(*row) for row in rows)


def count_parked(db: Source) -> int:
    """Return how many baskets are put aside."""
    return int(db.value("SELECT count(*) FROM parked_basket WHERE park_id <> ?", (OPEN,)))


def unpark(tx: Writer, park_id: str) -> bool:
    """Take a parked basket away; say whether it was there."""
    return tx.run("DELETE FROM parked_basket WHERE park_id = ?", (park_id,)) == 1


def keep_open(tx: Writer, basket: Parked) -> None:
    """Keep the open basket in place of what was kept of it before."""
    forget_open(tx)
    park(tx, replace(basket, park_id=OPEN))


def open_basket(db: Source) -> Parked | None:
    """Return the basket that was open when it was last written."""
    row = db.row(
        "SELECT park_id, staff_id, member_id, parked_at, document FROM parked_basket WHERE park_id = ?",
        (OPEN,),
    )
    return None if row is None else Parked(*row)


def forget_open(tx: Writer) -> None:
    """Keep no open basket: it was sold, put aside or emptied."""
    unpark(tx, OPEN)


def note_fact(tx: Writer, fact_id: str, text: str, member_id: str | None = None) -> None:
    """Keep free words about a fact, erasable with the member."""
    tx.run(
        "INSERT INTO fact_note (fact_id, member_id, text) VALUES (?, ?, ?) "
        "ON CONFLICT (fact_id) DO UPDATE SET text = excluded.text",
        (fact_id, member_id, text),
    )


def keep_staff_key(tx: Writer, key: WrappedKey) -> None:
    """Keep a person's wrapped key in place of an older one; failures start from zero."""
    tx.run(
        "INSERT INTO staff_key (staff_id, public_key, wrapped, salt, cost) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (staff_id) DO UPDATE SET public_key = excluded.public_key, wrapped = excluded.wrapped, "
        "salt = excluded.salt, cost = excluded.cost, fails = 0, failed_at = NULL, locked = 0",
        (key.staff_id, key.public_key, key.wrapped, key.salt, key.cost),
    )


def staff_key(db: Source, staff_id: str) -> WrappedKey | None:
    """Return a person's wrapped key on this till."""
    row = db.row(
        "SELECT staff_id, public_key, wrapped, salt, cost, fails, failed_at, locked FROM staff_key WHERE staff_id = ?",
        (staff_id,),
    )
    return None if row is None else WrappedKey(*row[:7], *map(bool, row[7:]))


def keep_tries(tx: Writer, staff_id: str, fails: int, failed_at: int | None, *, locked: bool) -> None:
    """Keep the count of wrong tries at a person's PIN, when the last was, and whether it takes no more."""
    tx.run(
        "UPDATE staff_key SET fails = ?, failed_at = ?, locked = ? WHERE staff_id = ?",
        (fails, failed_at, int(locked), staff_id),
    )


def drop_staff_key(tx: Writer, staff_id: str) -> None:
    """Remove a person's key from this till."""
    tx.run("DELETE FROM staff_key WHERE staff_id = ?", (staff_id,))
