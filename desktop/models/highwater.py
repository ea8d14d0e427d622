"""The high-water mark: how far the till had come, kept outside the database so that an old database is found out.

Written after each commit and never synced: after a power cut it may lag behind the database, but it never leads.
A database that stands behind its mark was put back from an older copy. A copy that is only looked at leaves the mark to
the shop it was copied from (`held`).
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from loyalty.clock import TimeMark

SLOT = 512
_WRITTEN = json.JSONEncoder(separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Head:
    """Where a till's chain stands: its epoch, the number of facts in it, and the hash of the last."""

    epoch: str
    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Mark:
    """A head with the receipt number and the moment reached; `turn` counts marks written."""

    turn: int
    epoch: str
    seq: int
    hash: str
    number: int
    at: int
    steady: int
    boot_id: str

    @property
    def time(self) -> TimeMark:
        """Return the moment the till had reached."""
        return TimeMark(self.at, self.steady, self.boot_id)


def mark_bytes(mark: Mark) -> bytes:
    """Return one slot: a check and the mark."""
    text = _WRITTEN.encode([getattr(mark, name) for name in mark.__slots__]).encode()
    return (hashlib.sha256(text).hexdigest()[:16].encode() + text).ljust(SLOT)


def read_slot(raw: bytes) -> Mark | None:
    """Return the mark of a slot, or None for a torn or empty one."""
    check, text = raw[:16], raw[16:].rstrip()
    if not text or hashlib.sha256(text).hexdigest()[:16].encode() != check:
        return None
    try:
        return Mark(*json.loads(text))
    except (ValueError, TypeError):
        return None


@dataclass(slots=True)
class MarkFile:
    """Two slots written in turn, so that a torn write leaves the one before."""

    path: Path
    held: bool = False
    _descriptor: int = field(default=-1, init=False)
    _turn: int = field(default=0, init=False)

    def read(self) -> Mark | None:
        """Return the newest whole mark, or None."""
        if not self.path.exists():
            return None
        raw = self.path.read_bytes()
        marks = [read_slot(raw[place : place + SLOT]) for place in (0, SLOT)]
        best = max((mark for mark in marks if mark), key=lambda mark: mark.turn, default=None)
        self._turn = best.turn if best else 0
        return best

    def write(self, head: Head, number: int, time: TimeMark) -> None:
        """Write where the till stands, unless held; call it after the commit only."""
        if self.held:
            return
        if self._descriptor < 0:
            self._open()
        self._turn += 1
        mark = Mark(
            self._turn, head.epoch, head.seq, head.hash.hex(), number, time.at, time.steady, time.boot_id[:64]
        )
        os.lseek(self._descriptor, self._turn % 2 * SLOT, os.SEEK_SET)
        os.write(self._descriptor, mark_bytes(mark))

    def _open(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(self.path, flags, 0o600)

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def judge_past(head: Head, mark: Mark | None, hash_at_mark: bytes | None) -> str | None:
    """Return why the till's past is doubtful, or None.

    `hash_at_mark` is the database's hash at the mark's epoch and seq, None where it has no such fact.
    `mark_missing`: this machine never saw the shop; `behind`: facts the mark knows are gone; `fork`: at the
    mark's place stands another fact.
    """
    if mark is None:
        return None if head.seq == 0 else "mark_missing"
    if mark.seq == 0 and mark.epoch == head.epoch:
        return None
    if hash_at_mark is None:
        return "behind"
    return None if hash_at_mark.hex() == mark.hash else "fork"
