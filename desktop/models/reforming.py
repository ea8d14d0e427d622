"""Writes a file of the former form anew in today's, when a shop is opened and nobody else has it open.

The new file is whole, checked and synced before it takes the old one's name, in one step of the file system: whenever the
power goes, one of the two stands there. What goes wrong leaves the old file, which works as it always did, and
the next opening tries again.
"""

from __future__ import annotations

from contextlib import ExitStack, closing, suppress
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


def reform(path: Path, key: bytes, *, former: bool) -> bool:
    """Bring a closed file of the former form to today's; say whether that was done. What an earlier attempt left is cleared away."""
    beside = path.with_name(BESIDE)
    # Whoever holds on to a file that was left, such as a scanner for viruses, keeps no shop from opening.
    with suppress(LoyaltyError, OSError), ExitStack() as undo:
        undo.callback(remove_database, beside)
        remove_database(beside)
        if former:
            _write_anew(path, beside, key)
            return True
    return False


def _write_anew(path: Path, beside: Path, key: bytes) -> None:
    needed = 2 * path.stat().st_size + drives.LEAST_SPACE
    require(drives.free_space(path.parent) > needed, "disk_full")
    make_private(beside)
    with refusals():
        rows = _copy(path, beside, key)
        check_copy(beside, key, rows)
    # Beside the new file the old one's log would be taken for its own.
    require(log_size(path) == 0, "shop_busy")
    remove_logs(path)
    sync_folder(path.parent)
    put_in_place(beside, path)


def _copy(path: Path, beside: Path, key: bytes) -> dict[str, int]:
    with closing(connect(path, key, cache_kib=CACHE_KIB)) as connection:
        # Nothing is to be left in the log: the last to close a file whose log is taken in removes it.
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        require(not busy, "shop_busy")
        write_copy(connection, beside, key)
        return counted(connection)


def check_copy(path: Path, key: bytes, rows: dict[str, int]) -> None:
    """Refuse a copy whose pages or tables are not whole, or which has other rows; raises `shop_unreadable`."""
    with closing(connect_sealed(path, key)) as connection:
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        sound = connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        require(not broken and sound and counted(connection) == rows, "shop_unreadable")


def counted(connection: Any) -> dict[str, int]:
    """Return the rows of each table, that of all tables, indexes and triggers too, and the words of the head."""
    tables = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
    asked = {name: f"SELECT count(*) FROM {name}" for (name,) in connection.execute(tables)}  # noqa: S608
    asked |= {word: f"PRAGMA {word}" for word in HEADER}
    return {name: connection.execute(sql).fetchone()[0] for name, sql in asked.items()}
