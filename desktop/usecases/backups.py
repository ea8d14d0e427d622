"""Safe copies of the shop: by hand to a named file, and one a day into a folder the settings name.

A copy is whole and checked before it has its name, while selling goes on. Copies of more than ninety days are
dropped, because an erased member still stands in them; only files this module named itself are ever removed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from desktop.models.backup import make_backup
from desktop.models.private import write_whole
from desktop.usecases.authority import authorise
from desktop.usecases.settings import read_setting
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError

KEPT_DAYS = 90
NOTED = "shop.backups"
"""The file beside the shop that names its newest backups, one a line, the newest last."""
MOST_NOTED = 20
_NAME = re.compile(r"bashgah-[A-Z0-9]{1,4}-(\d{4}-\d{2}-\d{2})\.backup\Z")


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup: where it is, how many facts it holds, the instant it was made."""

    path: Path
    facts: int
    made_at: int


def back_up(till: Till, session: Session, target: Path, approval: Session | None = None) -> BackupMade:
    """Write a backup to a new file in a folder that is there.

    Raises `not_allowed`, `backup_folder_missing`, `backup_exists`, `file_no_room`, `backup_unreadable`.
    """
    authorise(till, session, "backup", approval)
    return _back_up(till, target)


def back_up_daily(till: Till) -> BackupMade | None:
    """Write today's backup into the folder of the settings and drop old ones.

    None where no folder is set or today's is there already; meant for day close and the idle till, in nobody's name.
    Raises as `back_up` does: `backup_folder_missing` when the stick has been pulled out.
    """
    with till.read() as db:
        named = str(read_setting(db, "backup_folder"))
    folder, today = Path(named), till.today()
    target = folder / f"bashgah-{till.shop.code}-{today.isoformat()}.backup"
    if not named or target.exists():
        return None
    made = _back_up(till, target)
    drop_old_backups(folder, today)
    return made


def drop_old_backups(folder: Path, today: dt.date) -> tuple[Path, ...]:
    """Remove this product's backups of more than ninety days and return them."""
    oldest = today - dt.timedelta(days=KEPT_DAYS)
    old = tuple(
        path for path in sorted(folder.iterdir()) if (on := _day_of(path)) is not None and on < oldest
    )
    for path in old:
        path.unlink()
    return old


def _back_up(till: Till, target: Path) -> BackupMade:
    made = make_backup(till.store, target)
    _note_backup(till.store.folder, target)
    return BackupMade(target, made.facts, made.made_at)


def known_backups(folder: Path) -> tuple[Path, ...]:
    """Return the backups of a shop's folder that were noted and are still there, the newest first; the shop need not open."""
    try:
        lines = (folder / NOTED).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    return tuple(path for path in map(Path, reversed(lines)) if path.is_file())


def _note_backup(folder: Path, target: Path) -> None:
    """Keep where a backup lies beside the shop: its own settings cannot be read once its file is damaged."""
    noted = [str(path) for path in reversed(known_backups(folder)) if path != target]
    text = "\n".join([*noted[1 - MOST_NOTED :], str(target.absolute())]) + "\n"
    try:
        write_whole(folder / NOTED, text.encode("utf-8"))
    except (OSError, LoyaltyError):  # the backup itself is made; a note that failed loses nothing
        return


def _day_of(path: Path) -> dt.date | None:
    found = _NAME.match(path.name)
    try:
        return dt.date.fromisoformat(found.group(1)) if found else None
    except ValueError:
        return None
