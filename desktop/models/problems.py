"""Turns what SQLite says into refusals a person can act on; no parameter and no row reaches the text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2

from loyalty.errors import LoyaltyError

_FULL = ("SQLITE_FULL", "SQLITE_IOERR")
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_BROKEN = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_CANTOPEN")
_SAID = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "database is locked": "SQLITE_BUSY",
    "database disk image is malformed": "SQLITE_CORRUPT",
}
"""What SQLCipher says where it writes a whole copy: its function keeps SQLite's words and loses their number."""


def as_problem(problem: Exception) -> LoyaltyError:
    """Return the refusal an SQLite error stands for.

    A full disk may show as an I/O error (a quota, a limit on file size), so both say the same.
    """
    name = str(getattr(problem, "sqlite_errorname", ""))
    name = _SAID.get(str(problem), name) if name == "SQLITE_ERROR" else name
    if name.startswith(_FULL):
        return LoyaltyError("disk_full")
    if name.startswith(_BUSY):
        return LoyaltyError("shop_busy")
    if name.startswith("SQLITE_READONLY"):
        return LoyaltyError("shop_read_only")
    if name.startswith(_BROKEN) or "not a database" in str(problem):
        return LoyaltyError("shop_unreadable")
    if name.startswith("SQLITE_CONSTRAINT"):
        return LoyaltyError("row_refused", rule=_rule(str(problem)))
    return LoyaltyError("store_failed", reason=name or type(problem).__name__)


def _rule(text: str) -> str:
    # "UNIQUE constraint failed: fact.fact_id" names columns, never values.
    return text.rpartition(": ")[2][:80]


@contextmanager
def refusals() -> Iterator[None]:
    """Raise SQLite's errors inside the block as `LoyaltyError`."""
    try:
        yield
    except dbapi2.Error as problem:
        raise as_problem(problem) from problem
