"""Reads the names of many people at once, for lists on paper and in sheets."""

from __future__ import annotations

from desktop.models.sources import Source


def names(db: Source) -> dict[str, tuple[str, str]]:
    """Return (name, phone) of every member who has one of them, by member id."""
    sql = "SELECT member_id, name, phone FROM person WHERE name <> '' OR phone <> ''"
    return {member_id: (name, phone) for member_id, name, phone in db.rows(sql)}


def in_the_club(db: Source) -> list[str]:
    """Return the ids that the people of the club go by: nobody who left or was erased."""
    sql = "SELECT member_id FROM member WHERE state = 'active' AND survivor_id = member_id ORDER BY member_id"
    return [member_id for (member_id,) in db.rows(sql)]


def staff_names(db: Source) -> dict[str, str]:
    """Return the name of everyone who ever stood at a till, by staff id."""
    return dict(db.rows("SELECT staff_id, name FROM staff"))
