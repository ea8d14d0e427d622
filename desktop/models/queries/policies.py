"""Reads documents as they were published: what stands, earlier versions, and all that begin alike."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from desktop.models.sources import Row, Source

_COLUMNS = "SELECT p.name, p.number, p.document, p.hash, p.parent, p.staff_id, p.at FROM policy AS p"
_LATEST = f"{_COLUMNS} WHERE p.number = (SELECT max(number) FROM policy WHERE name = p.name)"
_OF_THE_SHOP = f"{_LATEST} AND p.name NOT GLOB '*:*'"
"""Documents of the shop alone: offers, segments and what an import noted are named with a colon."""
_IN_FORCE = (
    f"{_OF_THE_SHOP} AND (p.name NOT GLOB '*@*' OR substr(p.name, instr(p.name, '@') + 1) = "
    "(SELECT trim(value, '\"') FROM setting WHERE name = 'branch_id')) ORDER BY p.name"
)
_UNDER = "p.name >= ? AND p.name < ?"


class PolicyRow(NamedTuple):
    """A published version of a document: its JSON, hash, the hash it follows, who published it and when (ms)."""

    name: str
    number: int
    document: str
    hash: str
    parent: str
    staff_id: str
    at: int


def standing_policy(db: Source) -> str:
    """Return the hash of the policy fact that came last, empty before the first."""
    told = db.row(
        "SELECT f.hash FROM policy AS p JOIN fact AS f USING (fact_id) ORDER BY +f.pos DESC LIMIT 1"
    )
    return told[0].hex() if told else ""


def shop_documents(db: Source) -> tuple[PolicyRow, ...]:
    """Return what stands of the business's documents and of all branches' own."""
    return _read(db.rows(_OF_THE_SHOP))


def documents_in_force(db: Source) -> tuple[PolicyRow, ...]:
    """Return what stands at this till's branch by name: the business's documents, and the branch's own beside them."""
    return _read(db.rows(_IN_FORCE))


def latest_version(db: Source, name: str) -> PolicyRow | None:
    """Return the version of a document that stands, None where nobody has published one."""
    return _one(db.row(f"{_LATEST} AND p.name = ?", (name,)))


def version_of(db: Source, name: str, number: int) -> PolicyRow | None:
    """Return one version of a document."""
    return _one(db.row(f"{_COLUMNS} WHERE p.name = ? AND p.number = ?", (name, number)))


def version_before(db: Source, name: str, number: int) -> PolicyRow | None:
    """Return the newest version of a document before one."""
    sql = f"{_COLUMNS} WHERE p.name = ? AND p.number < ? ORDER BY p.number DESC LIMIT 1"
    return _one(db.row(sql, (name, number)))


def versions_of(db: Source, name: str) -> tuple[PolicyRow, ...]:
    """Return every version of a document, the first one first."""
    return _read(db.rows(f"{_COLUMNS} WHERE p.name = ? ORDER BY p.number", (name,)))


def latest_under(db: Source, prefix: str) -> tuple[PolicyRow, ...]:
    """Return what stands of the documents whose names begin alike, by name."""
    return _read(db.rows(f"{_LATEST} AND {_UNDER} ORDER BY p.name", _span(prefix)))


def all_under(db: Source, prefix: str) -> tuple[PolicyRow, ...]:
    """Return every version of the documents whose names begin alike, by name."""
    return _read(db.rows(f"{_COLUMNS} WHERE {_UNDER} ORDER BY p.name, p.number", _span(prefix)))


def is_published(db: Source, name: str) -> bool:
    """Say whether a document of a name was ever published."""
    return db.value("SELECT 1 FROM policy WHERE name = ?", (name,)) is not None


def _span(prefix: str) -> tuple[str, str]:
    # As a span of names the index answers it, whatever signs the prefix holds.
    return prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)


def _one(row: Row | None) -> PolicyRow | None:
    return None if row is None else PolicyRow._make(row)


def _read(rows: Iterable[Row]) -> tuple[PolicyRow, ...]:
    return tuple(map(PolicyRow._make, rows))
