"""The schema as it stands today: strict tables, named constraints, indexes, append-only triggers.

`statements()` makes an empty file; `migrations/` brings older files here, and a test holds both to be the same.
"""

from __future__ import annotations

from desktop.models.schema import columns, log, offers, people, sales

VERSION = 13
"""What `PRAGMA user_version` of a file of this schema says; a file that says more is refused."""

REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
)
"""Alembic revision of each version, in order."""


def tables() -> tuple[str, ...]:
    """Return the statements that make every table and index."""
    return (
        *log.TABLES,
        *sales.TABLES,
        *offers.TABLES,
        *people.TABLES,
        *people.LOCAL,
        *people.SEARCH,
        *columns.TABLES,
    )


def triggers(*, with_columns: bool = True) -> tuple[str, ...]:
    """Return the statements that make every trigger; a file from before the columns goes without theirs."""
    ours = columns.TRIGGERS if with_columns else ()
    return (*log.append_only_triggers(), *people.SEARCH_TRIGGERS, *ours)


def statements() -> tuple[str, ...]:
    """Return everything an empty file needs, in order."""
    return (*tables(), *triggers())
