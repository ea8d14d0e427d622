"""Connections to the shop's encrypted file, each made the same safe way.

Every connection: raw key, WAL, `synchronous=FULL` (a commit that returned survives a power cut), foreign keys,
recursive triggers (else REPLACE slips past the append-only triggers), secure delete, no trust in the file's own
schema, no memory mapping. Checkpoints never run inside a commit: the writer runs them between sales.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlcipher3 import dbapi2

from desktop.models.forms import FORMS, LEAST_PAGE, Form, spoken, take_form
from desktop.models.problems import as_problem
from loyalty.errors import LoyaltyError, require

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

OLDEST_SQLITE = (3, 51, 3)
"""Older ones may corrupt a WAL that two connections write and checkpoint at once."""

APPLICATION_ID = 0x42534847

_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA wal_autocheckpoint = 0",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
)

CACHE_KIB = 64 * 1024
"""Decrypted pages kept by a connection; finding among a million members must not decrypt again and again."""
WIDE_CACHE_KIB = 4 * CACHE_KIB
"""The same for a writer that reads a whole past in: a page that is put aside is encrypted, and soon decrypted again."""


def check_sqlite(version: tuple[int, ...] = dbapi2.sqlite_version_info) -> None:
    """Refuse an SQLite with the WAL-reset fault; raises `sqlite_too_old`."""
    found, least = (".".join(map(str, parts)) for parts in (version, OLDEST_SQLITE))
    require(tuple(version) >= OLDEST_SQLITE, "sqlite_too_old", found=found, least=least)


def connect(path: Path, key: bytes, *, cache_kib: int = CACHE_KIB) -> Any:
    """Return a DBAPI connection to the file, in whichever form it is, unlocked and set up; transactions are begun by hand.

    An empty file gets today's form. Raises `shop_unreadable` when the key does not fit or the file is damaged.
    """

    def opened() -> Any:
        return dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False, cached_statements=512, timeout=5
        )

    connection = _unlock(opened, key)
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        keep_at_hand(connection, cache_kib)
    except dbapi2.Error as problem:
        connection.close()
        raise as_problem(problem) from problem
    return connection


def keep_at_hand(connection: Any, kib: int) -> None:
    """Let a connection keep so much of the file decrypted."""
    connection.execute(f"PRAGMA cache_size = -{kib}")


def connect_sealed(path: Path, key: bytes) -> Any:
    """Return a connection that only reads a file nobody writes (a backup), wherever it lies; it leaves no trace.

    Raises `shop_unreadable`.
    """
    if path.stat().st_size < LEAST_PAGE:
        raise LoyaltyError("shop_unreadable")
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    connection = _unlock(
        lambda: dbapi2.connect(address, uri=True, isolation_level=None, check_same_thread=False), key
    )
    try:
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "query_only = ON"):
            connection.execute(f"PRAGMA {pragma}")
    except dbapi2.Error as problem:
        connection.close()
        raise as_problem(problem) from problem
    return connection


def _unlock(opened: Callable[[], Any], key: bytes) -> Any:
    """Return a connection that reads the file, in the first form that fits; to try another leaves file and log alone."""
    for form in FORMS:
        try:
            return _unlock_as(opened(), key, form)
        except LoyaltyError as problem:
            if problem.code != "shop_unreadable":
                raise
    raise LoyaltyError("shop_unreadable")


def _unlock_as(connection: Any, key: bytes, form: Form) -> Any:
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f'PRAGMA key = "{spoken(key)}"')
        take_form(connection, form)
        connection.execute("SELECT count(*) FROM sqlite_master")
    except dbapi2.Error as problem:
        connection.close()
        raise as_problem(problem) from problem
    return connection


def make_engine(path: Path, key: bytes, *, size: int) -> Engine:
    """Return an engine whose pool holds up to `size` connections made by `connect`.

    `hide_parameters` keeps phones and names out of every error text.
    """
    # Imported here: it takes a fifth of a second, and nobody who wants to sign in shall wait for it.
    from sqlalchemy import create_engine
    from sqlalchemy.pool import QueuePool

    return create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key),
        poolclass=QueuePool,
        pool_size=size,
        # The connection used last keeps the pages in its cache that the next reading needs.
        pool_use_lifo=True,
        max_overflow=0,
        hide_parameters=True,
    )


def scratch() -> Any:
    """Return a connection to an empty database in memory, with the same rules as the file's."""
    connection = dbapi2.connect(
        ":memory:", isolation_level=None, check_same_thread=False, cached_statements=512
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    return connection
