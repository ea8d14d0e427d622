"""Settings of this machine: language, look, printer, locks. They are no facts and travel nowhere.

Each is read with its default; a value that does not fit is refused with what would. Some are guarded by an act of the
levels table: what weakens the till's locks by `set_policy`, where its paper goes by `close_day`, for who closes the day
answers for its slips.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from desktop.models.settings import set_setting, setting, settings
from desktop.models.sources import Source
from desktop.usecases.authority import authorise
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError, require
from loyalty.words import Lang, fold_digits

NO_PRINTER = "none"
Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Setting:
    """What a setting may be: one of `among`, a whole number within bounds, on and off, free text, or a folder.

    `act` is what somebody must be allowed who changes it; empty: anybody who has signed in.
    """

    default: Value
    among: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    act: str = ""
    folder: bool = False

    @property
    def allowed(self) -> str:
        """Return what is accepted, for a refusal."""
        if self.among:
            return ", ".join(self.among)
        if isinstance(self.default, bool):
            return "on, off"
        return f"{self.least}–{self.most}" if isinstance(self.default, int) else f"≤ {_LONGEST}"


_LONGEST = 200
_SWITCH = {"on": True, "true": True, "1": True, "off": False, "false": False, "0": False}

SETTINGS: Mapping[str, Setting] = {
    "language": Setting("fa", among=("fa", "en")),
    "theme": Setting("light", among=("light", "dark", "contrast")),
    "digits": Setting("follow", among=("follow", "fa", "latin")),
    "calendar": Setting("follow", among=("follow", "jalali", "gregorian")),
    "printer_kind": Setting(
        NO_PRINTER,
        among=(NO_PRINTER, "network", "usb", "serial", "cups", "windows", "file"),
        act="close_day",
    ),
    "printer_address": Setting("", act="close_day"),
    "printer_width": Setting("576", among=("576", "384"), act="close_day"),
    "printer_drawer": Setting("none", among=("none", "pin2", "pin5"), act="close_day"),
    "printer_cut": Setting("partial", among=("none", "partial", "full"), act="close_day"),
    "printer_answers": Setting(True, act="close_day"),
    "paper_language": Setting("follow", among=("follow", "fa", "en"), act="close_day"),
    "print_receipts": Setting("always", among=("always", "ask", "never")),
    "customer_display": Setting(False),
    "training": Setting(False),
    "auto_lock_minutes": Setting(2, least=1, most=60, act="set_policy"),
    "short_pins": Setting(False, act="set_policy"),
    "backup_folder": Setting("", folder=True),
}


def read_settings(db: Source) -> dict[str, Value]:
    """Return every setting, with its default where nothing was set."""
    kept = settings(db)
    return {name: _read(known, kept.get(name)) for name, known in SETTINGS.items()}


def paper_language(values: Mapping[str, Value]) -> Lang:
    """Return the language slips are printed in: their own, or that of the window where they follow it."""
    wanted = values["paper_language"]
    return cast(Lang, values["language"] if wanted == "follow" else wanted)


def read_setting(db: Source, name: str) -> Value:
    """Return one setting; raises `setting_unknown`."""
    return _read(_known(name), setting(db, name))


def set_settings(
    till: Till, session: Session, values: Mapping[str, str], approval: Session | None = None
) -> None:
    """Keep settings typed as text (on/off, digits of any script); all of them or none.

    Raises `setting_unknown`, `setting_invalid`, `backup_folder_missing` and, for guarded ones, `not_allowed`.
    """
    kept = {name: _typed(name, text) for name, text in values.items()}
    for act in sorted({SETTINGS[name].act for name in kept} - {""}):
        authorise(till, session, act, approval, doing="set_printer" if act == "close_day" else "set_locks")
    require(session.signer.open, "session_locked")
    with till.transaction(session.staff_id) as tx:
        if (
            kept.get("printer_kind", NO_PRINTER) != NO_PRINTER
            and read_setting(tx, "printer_kind") == NO_PRINTER
        ):
            from desktop.usecases.selling.paper_queue import hold_old_slips

            hold_old_slips(tx)
        for name, value in kept.items():
            set_setting(tx, name, value)


def _known(name: str) -> Setting:
    found = SETTINGS.get(name)
    if found is None:
        raise LoyaltyError("setting_unknown", name=name, known=", ".join(SETTINGS))
    return found


def _typed(name: str, text: str) -> Value:
    """Return the value a typed text stands for."""
    known = _known(name)
    value = _value(known, fold_digits(text.strip()), text.strip())
    if value is None:
        raise LoyaltyError("setting_invalid", name=name, value=text, allowed=known.allowed)
    return _folder(str(value)) if known.folder else value


def _value(known: Setting, folded: str, text: str) -> Value | None:
    if known.among:
        return folded if folded in known.among else None
    if isinstance(known.default, bool):
        return _SWITCH.get(folded.lower())
    if isinstance(known.default, int):
        fits = folded.isascii() and folded.isdigit() and known.least <= int(folded) <= known.most
        return int(folded) if fits else None
    return text if len(text) <= _LONGEST and text.isprintable() else None


def _folder(text: str) -> str:
    """Return a folder as a whole path, so that it is the same one wherever the till is started; '' is none."""
    if not text:
        return ""
    folder = Path(text).expanduser().absolute()
    require(folder.is_dir(), "backup_folder_missing", folder=str(folder))
    return str(folder)


def _read(known: Setting, value: object) -> Value:
    # What an older or newer version kept and this one does not know stands for the default.
    if type(value) is not type(known.default) or (known.among and value not in known.among):
        return known.default
    assert isinstance(value, str | int)
    return value
