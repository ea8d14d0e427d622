"""The catalogue: which businesses there are, whose key a till's is, and the one-time codes that let a till in."""

from __future__ import annotations

from dataclasses import dataclass

from central.store.db import Db
from loyalty.errors import require


@dataclass(frozen=True, slots=True)
class TillKey:
    """What a till's id stands for: its business and its public key."""

    till_id: str
    business_id: str
    public_key: bytes


@dataclass(frozen=True, slots=True)
class Code:
    """A one-time code as it is kept; `branch_id` is empty where the shop brings its own branch."""

    code_hash: bytes
    business_id: str
    branch_id: str
    branch_name: str
    zone: str
    till_code: str
    expires_at: int
    nonce: str | None = None
    till_id: str | None = None


def add_tenant(db: Db, business_id: str, name: str, at: int) -> None:
    """Note a new business."""
    db.run("INSERT INTO tenant VALUES (:id, :name, :at)", id=business_id, name=name, at=at)


def tenants(db: Db) -> tuple[tuple[str, str], ...]:
    """Return the businesses: (id, name), oldest first."""
    return tuple(
        (row[0], row[1])
        for row in db.rows("SELECT business_id, name FROM tenant ORDER BY made_at, business_id")
    )


def till_key(db: Db, till_id: str) -> TillKey | None:
    """Return whose key a till's is."""
    row = db.row("SELECT till_id, business_id, public_key FROM till_key WHERE till_id = :t", t=till_id)
    return None if row is None else TillKey(row[0], row[1], bytes(row[2]))


def add_till_key(db: Db, key: TillKey) -> None:
    """Note a till's key; noted before, it stays as it is. Raises `till_known` for another key or business."""
    db.run(
        "INSERT INTO till_key VALUES (:t, :of, :key) ON CONFLICT (till_id) DO NOTHING",
        t=key.till_id,
        of=key.business_id,
        key=key.public_key,
    )
    require(till_key(db, key.till_id) == key, "till_known")


def add_code(db: Db, code: Code) -> None:
    """Keep a new code."""
    db.run(
        "INSERT INTO invitation VALUES (:hash, :of, :branch, :name, :zone, :code, :until, NULL, NULL)",
        hash=code.code_hash,
        of=code.business_id,
        branch=code.branch_id,
        name=code.branch_name,
        zone=code.zone,
        code=code.till_code,
        until=code.expires_at,
    )


def name_code(db: Db, code_hash: bytes, till_code: str) -> None:
    """Note the till code a one-time code gives that nobody has used."""
    db.run(
        "UPDATE invitation SET till_code = :code WHERE code_hash = :hash AND nonce IS NULL",
        code=till_code,
        hash=code_hash,
    )


def promised_codes(db: Db, business_id: str, at: int) -> frozenset[str]:
    """Return the till codes that one-time codes of a business have given away or still may."""
    rows = db.rows(
        "SELECT till_code FROM invitation WHERE business_id = :of AND (nonce IS NOT NULL OR expires_at > :at)",
        of=business_id,
        at=at,
    )
    return frozenset(row[0] for row in rows)


def find_code(db: Db, code_hash: bytes) -> Code | None:
    """Return a code by its hash."""
    row = db.row(
        "SELECT code_hash, business_id, branch_id, branch_name, zone, till_code, expires_at, nonce, till_id "
        "FROM invitation WHERE code_hash = :hash",
        hash=code_hash,
    )
    return None if row is None else Code(bytes(row[0]), *row[1:])


def kept_codes(db: Db) -> tuple[bytes, ...]:
    """Return what all codes are kept as, the newest first."""
    rows = db.rows("SELECT code_hash FROM invitation ORDER BY expires_at DESC")
    return tuple(bytes(row[0]) for row in rows)


def used_names(db: Db, business_id: str, but: str) -> frozenset[str]:
    """Return what the tills that used one-time codes of a business up are called, all but one."""
    rows = db.rows(
        "SELECT till_code FROM invitation WHERE business_id = :of AND nonce IS NOT NULL AND till_id <> :but",
        of=business_id,
        but=but,
    )
    return frozenset(row[0] for row in rows)


def take_code(db: Db, code_hash: bytes, nonce: str, till_id: str, till_code: str) -> None:
    """Use a code up for a till; taken with the same nonce by the same till, it is taken still. Raises `till_code_used`."""
    db.run(
        "UPDATE invitation SET nonce = :nonce, till_id = :t, till_code = :code "
        "WHERE code_hash = :hash AND nonce IS NULL",
        nonce=nonce,
        t=till_id,
        code=till_code,
        hash=code_hash,
    )
    taken = find_code(db, code_hash)
    require(taken is not None and (taken.nonce, taken.till_id) == (nonce, till_id), "till_code_used")
