"""A business as the centre keeps it: its settings and chain, its branches and its tills."""

from __future__ import annotations

from dataclasses import dataclass

from central.store.db import Db, Row
from loyalty.errors import LoyaltyError
from loyalty.exchange.centre import EnrolledTill


@dataclass(frozen=True, slots=True)
class Business:
    """A business: `seed` is the centre's private key for it, `tally` the xor of all facts' hashes (8 bytes).

    `swept_at` is when the centre last posted what expired in its own hands.
    """

    business_id: str
    name: str
    currency: str
    exponent: int
    trade: str
    test: bool
    made_at: int
    generation: str
    centre_id: str
    epoch: str
    seed: bytes
    last_pos: int
    last_key_pos: int
    tally: bytes
    last_at: int
    swept_at: int = 0


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch: its name and time zone."""

    branch_id: str
    name: str
    zone: str


@dataclass(frozen=True, slots=True)
class TillRow:
    """A till with what is known of its last exchange; `awaited` since the centre was restored and it was not here."""

    till_id: str
    branch_id: str
    public_key: bytes
    place: int
    code: str
    enrolled_at: int
    seen_at: int
    waiting: int
    version: str
    retired_at: int | None
    doubt: str
    awaited: bool

    @property
    def enrolled(self) -> EnrolledTill:
        """Return it as the exchange knows tills."""
        return EnrolledTill(
            self.till_id, self.branch_id, self.public_key, self.place, self.retired_at is not None, self.doubt
        )


_BUSINESS = (
    "business_id, name, currency, exponent, trade, test, made_at, generation, centre_id, epoch, seed, last_pos, "
    "last_key_pos, tally, last_at, swept_at"
)
_TILL = "till_id, branch_id, public_key, place, code, enrolled_at, seen_at, waiting, version, retired_at, doubt, awaited"


def add_business(db: Db, one: Business) -> None:
    """Keep a new business."""
    names = _BUSINESS.split(", ")
    db.run(
        f"INSERT INTO business ({_BUSINESS}) VALUES (:{', :'.join(names)})",
        **{name: getattr(one, name) for name in names if name != "test"},
        test=int(one.test),
    )


def read_business(db: Db) -> Business:
    """Return the business; raises `business_unknown`."""
    row = db.row(f"SELECT {_BUSINESS} FROM business WHERE business_id = :own")
    if row is None:
        raise LoyaltyError("business_unknown", business=db.business_id)
    told = row._asdict()
    return Business(
        **{**told, "test": bool(told["test"]), "seed": bytes(told["seed"]), "tally": bytes(told["tally"])}
    )


def move_on(db: Db, *, pos: int, key_pos: int, tally: bytes, at: int) -> None:
    """Note how far the feed goes now."""
    db.run(
        "UPDATE business SET last_pos = :pos, last_key_pos = :key, tally = :tally, last_at = :at WHERE business_id = :own",
        pos=pos,
        key=key_pos,
        tally=tally,
        at=at,
    )


def note_sweep(db: Db, at: int) -> None:
    """Note when the centre posted what expired in its own hands."""
    db.run("UPDATE business SET swept_at = :at WHERE business_id = :own", at=at)


def start_again(db: Db, generation: str, epoch: str) -> None:
    """Give a restored business a new generation and its centre a new epoch, and wait for every till."""
    db.run("UPDATE business SET generation = :g, epoch = :e WHERE business_id = :own", g=generation, e=epoch)
    db.run("UPDATE till SET awaited = 1 WHERE business_id = :b AND retired_at IS NULL")


def aliases(db: Db) -> frozenset[str]:
    """Return the ids a business goes by: its own, and those of shops that were adopted."""
    found = db.rows("SELECT alias_id FROM alias WHERE business_id = :b")
    return frozenset({db.business_id, *(row[0] for row in found)})


def add_alias(db: Db, alias_id: str) -> None:
    """Let the business go by another id too."""
    db.run("INSERT INTO alias VALUES (:b, :a) ON CONFLICT DO NOTHING", a=alias_id)


def branches(db: Db) -> tuple[Branch, ...]:
    """Return the branches by name."""
    rows = db.rows("SELECT branch_id, name, zone FROM branch WHERE business_id = :b ORDER BY name, branch_id")
    return tuple(Branch(*row) for row in rows)


def set_branch(db: Db, branch: Branch) -> None:
    """Note a branch, or what it is called now."""
    db.run(
        "INSERT INTO branch VALUES (:b, :id, :name, :zone) "
        "ON CONFLICT (business_id, branch_id) DO UPDATE SET name = excluded.name, zone = excluded.zone",
        id=branch.branch_id,
        name=branch.name,
        zone=branch.zone,
    )


def tills(db: Db) -> tuple[TillRow, ...]:
    """Return all tills in the line of their branches."""
    rows = db.rows(f"SELECT {_TILL} FROM till WHERE business_id = :b ORDER BY branch_id, place, till_id")
    return tuple(map(_till, rows))


def find_till(db: Db, till_id: str) -> TillRow | None:
    """Return a till."""
    row = db.row(f"SELECT {_TILL} FROM till WHERE business_id = :b AND till_id = :t", t=till_id)
    return None if row is None else _till(row)


def _till(row: Row) -> TillRow:
    told = row._asdict()
    return TillRow(**{**told, "public_key": bytes(told["public_key"]), "awaited": bool(told["awaited"])})


def set_till(db: Db, till: TillRow) -> None:
    """Keep a till, or what it is now."""
    names = _TILL.split(", ")
    sets = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    db.run(
        f"INSERT INTO till (business_id, {_TILL}) VALUES (:b, :{', :'.join(names)}) "
        f"ON CONFLICT (business_id, till_id) DO UPDATE SET {sets}",
        **{name: getattr(till, name) for name in names if name != "awaited"},
        awaited=int(till.awaited),
    )


def next_place(db: Db, branch_id: str) -> int:
    """Return the next place in the line of a branch's hubs."""
    last = db.value("SELECT max(place) FROM till WHERE business_id = :b AND branch_id = :of", of=branch_id)
    return (last or 0) + 1


def anyone_awaited(db: Db) -> bool:
    """Say whether a till has not been heard of since the centre was restored."""
    found = db.row("SELECT 1 FROM till WHERE business_id = :b AND awaited = 1 AND retired_at IS NULL LIMIT 1")
    return found is not None


def note_retirement(db: Db, till_id: str, at: int, reason: str, by: tuple[str, str]) -> None:
    """Keep who retired a till, and why."""
    db.run(
        "INSERT INTO retirement VALUES (:b, :t, :at, :reason, :first, :second)",
        t=till_id,
        at=at,
        reason=reason,
        first=by[0],
        second=by[1],
    )


@dataclass(frozen=True, slots=True)
class Retirement:
    """Why a till was retired, and by whom, as they were named."""

    reason: str
    by: tuple[str, ...]


def retirements(db: Db) -> dict[str, Retirement]:
    """Return the last retirement of each till, by its id."""
    rows = db.rows("SELECT till_id, reason, by_a, by_b FROM retirement WHERE business_id = :b ORDER BY at")
    return {row[0]: Retirement(row[1], tuple(name for name in row[2:] if name)) for row in rows}
