"""Recovery over the real use cases: of a closed shop (`ClosedShop`), and of one that is open (`OpenShop`). No Qt.

A closed shop gets its key or a backup; an open one an owner's PIN alone, for nothing may be put over an open file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.ui.recovery.values import AGAIN, KEY, PIN, RECOVER_CLOSED, RESTORE, Back, Situation
from desktop.usecases.abandon_shop import KeyStore, holds_shop
from desktop.usecases.recovery import recover_key, reset_owner_pin, restore_shop
from desktop.usecases.sheet_check import check_sheet
from desktop.usecases.till import Till
from loyalty.clock import Clock
from loyalty.errors import LoyaltyError
from loyalty.problems import hint, say
from loyalty.words import Lang, fold_digits

_WAYS: dict[str, tuple[str, ...]] = {
    "": (RESTORE, KEY),
    "shop_key_missing": (KEY, RESTORE, AGAIN),
    "shop_key_wrong": (KEY, RESTORE, AGAIN),
    "shop_damaged": (RESTORE, AGAIN),
    "shop_unreadable": (RESTORE, KEY, AGAIN),
    "shop_missing": (RESTORE, AGAIN),
    "shop_foreign": (RESTORE, AGAIN),
}
"""The ways out of what keeps a shop closed, the likeliest first; of all else only to try again."""


def plain_sheet(text: str) -> str:
    """Return a sheet as the rules read it: Latin digits, without the numbers its lines may carry."""
    lines = (line.rpartition(".")[2] for line in fold_digits(text).splitlines())
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class ClosedShop:
    """A shop that is closed, for a reason (`error`) or because somebody wants it so."""

    folder: Path
    keys: KeyStore
    clock: Clock
    error: LoyaltyError | None = None

    def situation(self, lang: Lang) -> Situation:
        """Return what keeps it closed and the ways out."""
        if self.error is None:
            return Situation(ways=_WAYS[""] if holds_shop(self.folder) else (RESTORE,))
        ways = _WAYS.get(self.error.code, (AGAIN,))
        return Situation(say(self.error, lang), hint(self.error, lang), ways)

    def read_sheet(self, text: str) -> None:
        """Raise what is wrong with a sheet."""
        check_sheet(plain_sheet(text))

    def recover_key(self, sheet: str) -> None:
        """Give this machine the key."""
        recover_key(self.folder, plain_sheet(sheet), keys=self.keys)

    def restore(self, source: str, sheet: str) -> Back:
        """Put a backup in place of what is there; that stays beside it."""
        key = plain_sheet(sheet) if sheet else None
        made = restore_shop(
            Path(source).expanduser(), self.folder, keys=self.keys, clock=self.clock, sheet=key
        )
        return Back(RESTORE, made.facts, made.made_at, kept=str(made.kept or ""))

    def reset_pin(self, sheet: str, pin: str) -> Back:
        """Refused: the shop has to be open for that."""
        del sheet, pin
        raise LoyaltyError("shop_missing", folder=str(self.folder))


@dataclass(frozen=True, slots=True)
class OpenShop:
    """An open till; runs in the database lane."""

    till: Till

    def situation(self, lang: Lang) -> Situation:
        """Return what the till found worth saying at its start, and the ways."""
        notes = list({note.code: note for note in self.till.notes}.values())
        told = tuple((say(note, lang), hint(note, lang)) for note in notes)
        return Situation(ways=(PIN, RECOVER_CLOSED), notes=told, shop=self.till.shop.shop_name)

    def read_sheet(self, text: str) -> None:
        """Raise what is wrong with a sheet."""
        check_sheet(plain_sheet(text))

    def recover_key(self, sheet: str) -> None:
        """Refused: an open shop has its key."""
        del sheet
        raise LoyaltyError("shop_open_elsewhere")

    def restore(self, source: str, sheet: str) -> Back:
        """Refused: nothing is put over an open shop."""
        del source, sheet
        raise LoyaltyError("shop_open_elsewhere")

    def reset_pin(self, sheet: str, pin: str) -> Back:
        """Give the owner a new PIN by the sheet."""
        owner = reset_owner_pin(self.till, plain_sheet(sheet), pin)
        return Back(PIN, name=owner.name)
