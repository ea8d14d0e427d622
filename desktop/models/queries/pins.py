"""Members' own PINs: the fact that has the last word holds one, sealed; and the tries made at it on this machine."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from desktop.models.queries.members import ids_json, member_key, set_of
from desktop.models.sources import Source, Writer
from loyalty.facts import parse_fact
from loyalty.kinds import MemberProved, PinSet, read_body

PIN, VOUCHED = "pin", "vouched"
"""How it was known who spends: by their own PIN, or because somebody vouched for them."""


@dataclass(frozen=True, slots=True)
class StandingPin:
    """A PIN as it was set for `member_id`; `key` is None where the member's key has not come here."""

    member_id: str
    sealed: bytes
    key: bytes | None

    @property
    def mark(self) -> str:
        """Return what tells this PIN from the one before and the one after it."""
        return f"{self.member_id}:{hashlib.sha256(self.sealed).hexdigest()[:16]}"


def standing_pins(db: Source, member_id: str) -> tuple[StandingPin, ...]:
    """Return the PINs of all ids of a person, that of the id they go by first."""
    found = (_pin_of(db, one) for one in set_of(db, member_id))
    return tuple(pin for pin in found if pin is not None)


def standing_pin(db: Source, member_id: str) -> StandingPin | None:
    """Return the PIN a person goes by, None for one who has none."""
    return next(iter(standing_pins(db, member_id)), None)


def _pin_of(db: Source, member_id: str) -> StandingPin | None:
    raw = db.value(
        "SELECT f.raw FROM last_word AS w JOIN fact AS f USING (fact_id) WHERE w.subject = 'pin' AND w.name = ?",
        (member_id,),
    )
    if raw is None:
        return None
    fact = parse_fact(raw)
    body = read_body(fact.kind, fact.version, fact.body)
    assert isinstance(body, PinSet)
    return StandingPin(member_id, body.sealed, member_key(db, member_id)) if body.sealed else None


def proof_of(db: Source, sale_id: str) -> tuple[str, str]:
    """Return how the payer of a sale was known ('' where nobody asked), and the name of who vouched for them.

    It is the fact right behind the sale's own.
    """
    raw = db.value(
        "SELECT p.raw FROM fact AS s JOIN fact AS p ON p.epoch = s.epoch AND p.seq = s.seq + 1 "
        "WHERE s.fact_id = ? AND p.kind = 'member.proved'",
        (sale_id,),
    )
    if raw is None:
        return "", ""
    fact = parse_fact(raw)
    body = read_body(fact.kind, fact.version, fact.body)
    assert isinstance(body, MemberProved)
    by = db.value(
        "SELECT coalesce(s.name, a.staff_id) FROM act_signature AS a LEFT JOIN staff AS s USING (staff_id) "
        "WHERE a.fact_id = ?",
        (fact.fact_id,),
    )
    return (body.how, by or "") if body.how in (PIN, VOUCHED) else ("", "")


def read_tries(db: Source, pin: StandingPin) -> tuple[int, int]:
    """Return how many wrong tries were made at a PIN in a row, and when the last was; of another PIN none."""
    row = db.row(
        "SELECT fails, failed_at FROM member_pin_try WHERE member_id = ? AND mark = ?",
        (pin.member_id, pin.mark),
    )
    return (0, 0) if row is None else (row[0], row[1])


def write_tries(tx: Writer, pin: StandingPin, fails: int, failed_at: int) -> None:
    """Keep the count of tries; of an older PIN nothing is kept."""
    tx.run(
        "INSERT INTO member_pin_try (member_id, mark, fails, failed_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (member_id) DO UPDATE SET mark = excluded.mark, fails = excluded.fails, "
        "failed_at = excluded.failed_at",
        (pin.member_id, pin.mark, fails, failed_at),
    )


def credit_spent_on(db: Source, member_id: str, on_day: str) -> int:
    """Return the credit a person spent on a business day, at every till known here, less what came back of it."""
    found: int = db.value(
        "SELECT coalesce(sum(l.credit_paid - l.back_credit), 0) FROM sale AS s JOIN sale_line AS l USING (sale_no) "
        "WHERE s.member_id IN (SELECT value FROM json_each(?)) AND s.on_day = ? AND s.origin = 'till' "
        "AND s.state <> 'voided'",
        (ids_json(db, member_id), on_day),
    )
    return found
