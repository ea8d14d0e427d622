"""What recovery shows. Plain frozen values, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

HOME, KEY, RESTORE, PIN, DONE = "home", "key", "restore", "pin", "done"
AGAIN, RECOVER_CLOSED = "again", "closed"


@dataclass(frozen=True, slots=True)
class Situation:
    """Why somebody is here: a sentence with its hint ('' when they came by themselves), and the ways out in order."""

    title: str = ""
    hint: str = ""
    ways: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    """What the open till wants said of itself: (sentence, hint) each."""
    shop: str = ""


@dataclass(frozen=True, slots=True)
class SheetRead:
    """How far a sheet is typed: groups that are right of those needed, and the first wrong one (from 1; 0: none)."""

    right: int = 0
    needed: int = 13
    wrong: int = 0

    @property
    def whole(self) -> bool:
        """Say whether nothing is missing."""
        return self.right == self.needed and not self.wrong


@dataclass(frozen=True, slots=True)
class Back:
    """What came back: `way` of KEY, RESTORE or PIN; a backup's facts and its instant; an owner's name.

    `kept` is where the file that was there before is kept ('' where there was none).
    """

    way: str
    facts: int = 0
    made_at: int = 0
    name: str = ""
    kept: str = ""
