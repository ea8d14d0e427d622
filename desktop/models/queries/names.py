"""Reads names: of one person behind the till, or of many people at once for lists on paper and in sheets."""

from __future__ import annotations

from desktop.models.folding import alphabetical
from desktop.models.sources import Row, Source


def names(db: Source) -> dict[str, tuple[str, str]]:
    """Return (name, phone) of every member who has one of them, by member id."""
    sql = "SELECT member_id, name, phone FROM person WHERE name <> '' OR phone <> ''"
    return {member_id: (name, phone) for member_id, name, phone in db.rows(sql)}


def in_the_club(db: Source) -> list[str]:
    """Return the ids that the people of the club go by: nobody who left or was erased."""
    sql = "SELECT member_id FROM member WHERE state = 'active' AND survivor_id = member_id ORDER BY member_id"
    return [member_id for (member_id,) in db.rows(sql)]


def in_the_club_before(db: Source, at: int) -> list[str]:
    """Return the ids of those of them who had joined before an instant."""
    sql = "SELECT member_id FROM member WHERE state = 'active' AND survivor_id = member_id AND joined_at < ?"
    return [member_id for (member_id,) in db.rows(sql, (at,))]


def staff_names(db: Source) -> dict[str, str]:
    """Return the name of everyone who ever stood at a till, by staff id."""
    return dict(db.rows("SELECT staff_id, name FROM staff"))


def staff_name(db: Source, staff_id: str) -> str:
    """Return the name of one who stood at a till, empty where nobody has described them here."""
    found: str | None = db.value("SELECT name FROM staff WHERE staff_id = ?", (staff_id,))
    return found or ""


_STAFF = (
    "SELECT s.staff_id, s.name, s.level, s.branch_id, s.active, k.staff_id IS NOT NULL, coalesce(k.locked, 0)"
    " FROM staff AS s LEFT JOIN staff_key AS k ON k.staff_id = s.staff_id"
)


def everyone(db: Source) -> list[Row]:
    """Return (id, name, level, branch, works here, has a key on this till, locked) of all, also of those who left."""
    rows = db.rows(f"{_STAFF} ORDER BY s.staff_id")
    return sorted(rows, key=lambda row: (not row[4], alphabetical(row[1])))


def someone(db: Source, staff_id: str) -> Row | None:
    """Return the same of one person, None where nobody has that id."""
    return db.row(f"{_STAFF} WHERE s.staff_id = ?", (staff_id,))


def level_at_work(db: Source, staff_id: str) -> str | None:
    """Return the level of one who works here, None for who does not (any more)."""
    level: str | None = db.value("SELECT level FROM staff WHERE staff_id = ? AND active", (staff_id,))
    return level


def staff_seen(db: Source) -> dict[str, int]:
    """Return when everyone was last seen at this till, 0 for never, by staff id."""
    return dict(db.rows("SELECT staff_id, coalesce(seen_at, 0) FROM staff"))


def member_name(db: Source, member_id: str) -> str:
    """Return the name a member id carries, empty where it carries none."""
    found: str | None = db.value("SELECT name FROM person WHERE member_id = ?", (member_id,))
    return found or ""
