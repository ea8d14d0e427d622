"""The packed parts of columns that the file keeps (see `desktop.models.schema.columns`), and how they get there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from desktop.models.queries.figures import BETWEEN
from desktop.models.sources import Reader, Source, Writer

Kind = Literal["sale", "reversal", "member"]
Key = Any
"""What rows of a kind are ordered by: a number, or the id of a member."""
_BATCH = 8
"""Parts at a time: each is some hundred kilobytes."""
WORDS = ("branch", "staff", "till", "member")


@dataclass(frozen=True, slots=True)
class Part:
    """Every row of a kind whose key lies behind `after` and up to `last`, packed."""

    after: Key
    last: Key
    size: int
    cells: bytes


@dataclass(frozen=True, slots=True)
class Words:
    """Texts that have numbers, in the order of these: `first` is the number of the first."""

    kind: str
    first: int
    words: tuple[str, ...]


def changes(db: Source) -> dict[str, int]:
    """Return how often rows of each kind were changed behind what was read once."""
    return dict(db.rows("SELECT kind, changes FROM column_change"))


def parts(db: Reader, kind: Kind, after: Key) -> Iterator[Part]:
    """Yield the parts that lie wholly behind a key, in their order."""
    sql = (
        "SELECT after, last, size, cells FROM column_part WHERE kind = ?1 AND last > ?2 AND after >= ?2"
        " ORDER BY last"
    )
    return (Part(*row) for batch in db.batches(sql, _BATCH, (kind, after)) for row in batch)


def spans(db: Source, kind: Kind) -> list[tuple[Key, Key]]:
    """Return (after, last) of the parts of a kind, in their order."""
    return db.rows("SELECT after, last FROM column_part WHERE kind = ? ORDER BY last", (kind,))


def words(db: Source, kind: str) -> list[str]:
    """Return the texts of a kind that have numbers, by number."""
    told = db.rows("SELECT words FROM column_word WHERE kind = ? ORDER BY first", (kind,))
    return [word for (text,) in told for word in text.split(BETWEEN)]


def keep(tx: Writer, kind: Kind, part: Part, new: Sequence[Words], seen: int) -> bool:
    """Keep a part with the words it is told in; say whether it was kept.

    It is not where anything of its kind changed since `seen` (what `changes` said when its rows were read), nor where
    somebody else gave the same numbers or kept the same rows.
    """
    if changes(tx).get(kind, 0) != seen or not _fits(tx, kind, part):
        return False
    if any(_known(tx, told.kind) != told.first for told in new):
        return False
    for told in new:
        tx.run(
            "INSERT INTO column_word (kind, first, size, words) VALUES (?, ?, ?, ?)",
            (told.kind, told.first, len(told.words), BETWEEN.join(told.words)),
        )
    tx.run(
        "INSERT INTO column_part (kind, after, last, size, cells) VALUES (?, ?, ?, ?, ?)",
        (kind, part.after, part.last, part.size, part.cells),
    )
    return True


def _fits(tx: Source, kind: Kind, part: Part) -> bool:
    sql = "SELECT 1 FROM column_part WHERE kind = ? AND last > ? AND after < ?"
    return tx.value(sql, (kind, part.after, part.last)) is None


def _known(tx: Source, kind: str) -> int:
    sql = "SELECT coalesce(max(first + size), 0) FROM column_word WHERE kind = ?"
    return int(tx.value(sql, (kind,)))
