"""Writes a file of the former form anew in today's, when a shop is opened and nobody else has it open.

The new file is whole, checked and synced before it takes the old one's name, in one step of the file system: whenever the
power goes, one of the two stands there. What goes wrong leaves the old file, which works as it always did, and
the next opening tries again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from desktop.models import drives
from desktop.models.engine import connect, connect_sealed
from desktop.models.forms import HEADER, write_copy
from desktop.models.keys import sync_folder
from desktop.models.private import make_private
from desktop.models.problems import refusals
from desktop.models.shop_file import log_size, put_in_place, remove_database, remove_logs
from loyalty.errors import LoyaltyError, require

BESIDE = "reformed.part"
CACHE_KIB = 16 * 1024

Telling = Callable[[int], None]
"""Hears how far a long work is, in hundredths. An `Exception` it raises ends the telling alone; what is none, such as Ctrl+C,
ends the work and is raised again, and the old file stays.
"""

LONG = 32 * 1024 * 1024
"""Bytes from which a file takes so long that a person would wonder."""
_COPIED, _WHOLE, _SOUND = 60, 80, 90
"""Hundredths that are over when everything is copied, every page is found whole, every table sound."""
_STEPS = 200_000
"""Steps of SQLite between two looks at how far it is: some tenths of a second."""


def reform(path: Path, key: bytes, *, former: bool, telling: Telling | None = None) -> bool:
    """Bring a closed file of the former form to today's; say whether that was done. What an earlier attempt left is cleared away.

    `telling` hears how far it is, where the file is so large that it takes long.
    """
    beside = path.with_name(BESIDE)
    # Whoever holds on to a file that was left, such as a scanner for viruses, keeps no shop from opening.
    with suppress(LoyaltyError, OSError), ExitStack() as undo:
        undo.callback(remove_database, beside)
        remove_database(beside)
        if former:
            _write_anew(path, beside, key, telling if path.stat().st_size >= LONG else None)
            return True
    return False


def _write_anew(path: Path, beside: Path, key: bytes, telling: Telling | None) -> None:
    teller = _Teller(telling)
    needed = 2 * path.stat().st_size + drives.LEAST_SPACE
    require(drives.free_space(path.parent) > needed, "disk_full")
    make_private(beside)
    with refusals():
        rows = _copy(path, beside, key, teller)
        check_copy(beside, key, rows, teller.tell)
    # Beside the new file the old one's log would be taken for its own.
    require(log_size(path) == 0, "shop_busy")
    remove_logs(path)
    sync_folder(path.parent)
    put_in_place(beside, path)


def _copy(path: Path, beside: Path, key: bytes, teller: _Teller) -> dict[str, int]:
    with closing(connect(path, key, cache_kib=CACHE_KIB)) as connection:
        # Nothing is to be left in the log: the last to close a file whose log is taken in removes it.
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        require(not busy, "shop_busy")
        with teller.beside(connection, partial(_copied, path, beside)):
            write_copy(connection, beside, key)
            return counted(connection)


def _copied(path: Path, beside: Path) -> int:
    return min(_COPIED, _COPIED * beside.stat().st_size // path.stat().st_size)


@dataclass(slots=True)
class _Teller:
    """Tells for as long as who hears it can hear."""

    telling: Telling | None
    stopped: BaseException | None = None
    """What ended the work while SQLite was at it, which keeps nothing of what is raised in between."""

    def tell(self, hundredths: int) -> None:
        try:
            if self.telling:
                self.telling(hundredths)
        except Exception:
            self.telling = None

    @contextmanager
    def beside(self, connection: Any, how_far: Callable[[], int]) -> Iterator[None]:
        """Tell, while SQLite is at work on a connection, how far it is; raises what ended the work."""
        if self.telling:
            looks = self._looks(how_far)
            next(looks)
            connection.set_progress_handler(partial(next, looks, 1), _STEPS)
        try:
            yield
        finally:
            connection.set_progress_handler(None, 0)
            if self.stopped:
                raise self.stopped

    def _looks(self, how_far: Callable[[], int]) -> Iterator[int]:
        # Ctrl+C comes up where Python is entered: of a function that is before its first line, here it is inside the `try`.
        try:
            while True:
                yield 0
                self.tell(how_far())
        except GeneratorExit:
            raise
        except BaseException as stop:
            self.stopped = stop


def check_copy(path: Path, key: bytes, rows: dict[str, int], telling: Telling | None = None) -> None:
    """Refuse a copy whose pages or tables are not whole, or which has other rows; raises `shop_unreadable`."""
    tell = telling or (lambda _: None)
    with closing(connect_sealed(path, key)) as connection:
        tell(_COPIED)
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        tell(_WHOLE)
        sound = connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        tell(_SOUND)
        require(not broken and sound and counted(connection) == rows, "shop_unreadable")


def counted(connection: Any) -> dict[str, int]:
    """Return the rows of each table, that of all tables, indexes and triggers too, and the words of the head."""
    tables = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
    asked = {name: f"SELECT count(*) FROM {name}" for (name,) in connection.execute(tables)}  # noqa: S608
    asked |= {word: f"PRAGMA {word}" for word in HEADER}
    return {name: connection.execute(sql).fetchone()[0] for name, sql in asked.items()}
