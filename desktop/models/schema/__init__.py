"""The schema as it stands today: strict tables, named constraints, indexes, append-only triggers.

`statements()` makes an empty file; `migrations/` brings older files here, and a test holds both to be the same.
"""

from __future__ import annotations

from desktop.models.schema import log, offers, people, sales

VERSION = 7
"""What `PRAGMA user_version` of a file of this schema says; a file that says more is refused."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
"""Alembic revision of each version, in order."""


def tables() -> tuple[str, ...]:
    """Return the statements that make every table and index."""
    return (*log.TABLES, *sales.TABLES, *offers.TABLES, *people.TABLES, *people.LOCAL, *people.SEARCH)


def triggers() -> tuple[str, ...]:
    """Return the statements that make every trigger."""
    return (*log.append_only_triggers(), *people.SEARCH_TRIGGERS)


def statements() -> tuple[str, ...]:
    """Return everything an empty file needs, in order."""
    return (*tables(), *triggers())
