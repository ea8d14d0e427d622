"""Where businesses lie: files in a folder, or one PostgreSQL. Both open transactions on one business at a time.

A file is written by one transaction at a time anyhow; on PostgreSQL an advisory lock a business gives the same, so
the order of positions in the feed is the order of commits, and a reader never misses one.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, create_engine, exc
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from central.store import migrate
from central.store.db import Db
from central.store.write_log import WriteLogs, look_again
from loyalty.errors import LoyaltyError, require
from loyalty.ids import looks_like_id

OLDEST_SQLITE = (3, 51, 3)
"""Older ones may corrupt a WAL that two connections write and checkpoint at once."""
MOST_OPEN = 64
"""Files of businesses kept open at once."""
BUSY_SECONDS = 30
_PREPARING = 20_260_923
"""The lock under which workers that start together bring the schema up one after the other."""

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "temp_store = MEMORY",
    "cache_size = -16384",
    "wal_autocheckpoint = 0",
)


class Place(Protocol):
    """Where businesses are kept; `at_once` is how many exchanges a process does well to work on at the same time."""

    at_once: int

    def catalogue(self, *, write: bool = False) -> Any:
        """Open a transaction on the catalogue (a context manager that gives a `Db`)."""

    def business(self, business_id: str, *, write: bool = False) -> Any:
        """Open a transaction on a business (a context manager that gives a `Db`); only one writes at a time."""

    def close(self) -> None:
        """Let go of everything."""


def open_place(where: str) -> Place:
    """Open a folder or a PostgreSQL by its URL, brought to today's schema.

    Raises `centre_schema_newer`, `database_unreachable`, `database_role_too_strong`, `sqlite_too_old`,
    `centre_store_unavailable` where the disk is full or fails.
    """
    if where.startswith("postgresql"):
        return ServerPlace(where)
    return FolderPlace(Path(where))


def is_place(where: str) -> bool:
    """Say whether a centre was made there; of a PostgreSQL it is never doubted."""
    return where.startswith("postgresql") or (Path(where) / "catalogue.sqlite").exists()


class FolderPlace:
    """A folder: `catalogue.sqlite`, and a file a business."""

    at_once = 1

    def __init__(self, folder: Path) -> None:
        found = dbapi2.sqlite_version_info
        least, told = (".".join(map(str, parts)) for parts in (OLDEST_SQLITE, found))
        require(found >= OLDEST_SQLITE, "sqlite_too_old", found=told, least=least)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._open: OrderedDict[str, Engine] = OrderedDict()
        self._guard = threading.Lock()
        self._writing: dict[str, threading.Lock] = {}
        self._logs = WriteLogs(BUSY_SECONDS)
        with _failures_named():
            self._engine("catalogue")

    @contextmanager
    def catalogue(self, *, write: bool = False) -> Iterator[Db]:
        """Open a transaction on the catalogue."""
        with self._transaction("catalogue", "", write) as db:
            yield db

    @contextmanager
    def business(self, business_id: str, *, write: bool = False) -> Iterator[Db]:
        """Open a transaction on a business's file."""
        require(looks_like_id(business_id), "business_unknown", business=business_id)
        with self._transaction(business_id, business_id, write) as db:
            yield db

    def close(self) -> None:
        """Close all files."""
        with self._guard:
            for engine in self._open.values():
                engine.dispose()
            self._open.clear()

    @contextmanager
    def _transaction(self, name: str, business_id: str, write: bool) -> Iterator[Db]:
        with _failures_named():
            engine, lock = self._engine(name), self._lock(name)
        if not write:
            with _failures_named(), engine.connect() as conn, _between(conn, "BEGIN", "ROLLBACK"):
                yield Db(conn, business_id, postgres=False)
            return
        with _failures_named(), lock, engine.connect() as conn:
            with _between(conn, "BEGIN IMMEDIATE", "COMMIT"):
                yield Db(conn, business_id, postgres=False)
            self._logs.tidy(name, conn.connection.driver_connection)

    def _lock(self, name: str) -> threading.Lock:
        with self._guard:
            return self._writing.setdefault(name, threading.Lock())

    def _engine(self, name: str) -> Engine:
        with self._guard:
            engine = self._open.get(name)
            if engine is None:
                engine = self._open[name] = self._make(name)
                while len(self._open) > MOST_OPEN:
                    self._open.popitem(last=False)[1].dispose()
            self._open.move_to_end(name)
            return engine

    def _make(self, name: str) -> Engine:
        file = self._folder / f"{name}.sqlite"
        engine = create_engine(
            "sqlite://",
            module=dbapi2,
            creator=lambda: _connect(file),
            poolclass=QueuePool,
            pool_size=4,
            max_overflow=60,
            # Who wrote last still has the pages at hand that the next one writes.
            pool_use_lifo=True,
            hide_parameters=True,
        )
        parts = ("CATALOGUE",) if name == "catalogue" else ("BUSINESS",)
        with ExitStack() as undo:
            undo.callback(engine.dispose)
            with engine.connect() as conn:
                # What a revision rewrites would else lie in memory until it is done, as large as the file.
                conn.exec_driver_sql("PRAGMA temp_store = FILE")
                with _between(conn, "BEGIN IMMEDIATE", "COMMIT"):
                    migrate.bring_up(conn, parts)
                conn.exec_driver_sql("PRAGMA temp_store = MEMORY")
            undo.pop_all()
        return engine


def _connect(file: Path) -> Any:
    connection = dbapi2.connect(
        str(file), isolation_level=None, check_same_thread=False, cached_statements=512
    )
    connection.set_busy_handler(look_again(BUSY_SECONDS))
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def _between(conn: Connection, begin: str, end: str) -> Iterator[None]:
    conn.exec_driver_sql(begin)
    try:
        yield
        conn.exec_driver_sql(end)
    finally:
        if conn.connection.in_transaction:
            conn.exec_driver_sql("ROLLBACK")


@contextmanager
def _failures_named() -> Iterator[None]:
    # A full disk or a server that went away is no defect of a request: it is told as what it is.
    try:
        yield
    except (exc.OperationalError, exc.InterfaceError, exc.InternalError, exc.TimeoutError) as problem:
        raise LoyaltyError("centre_store_unavailable") from problem


class ServerPlace:
    """One PostgreSQL for all businesses, fenced by row-level security; while it works, others are read."""

    at_once = 3

    def __init__(self, url: str) -> None:
        self._engine = create_engine(
            url, pool_size=8, max_overflow=56, pool_pre_ping=True, hide_parameters=True, pool_timeout=30
        )
        with ExitStack() as undo:
            undo.callback(self.close)
            self._prepare()
            undo.pop_all()

    def _prepare(self) -> None:
        try:
            with self._engine.begin() as conn:
                conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_PREPARING})")
                _refuse_strong_role(conn)
                migrate.bring_up(conn, migrate.PARTS)
        except exc.OperationalError as problem:
            raise LoyaltyError("database_unreachable") from problem

    @contextmanager
    def catalogue(self, *, write: bool = False) -> Iterator[Db]:
        """Open a transaction on the catalogue."""
        with self._begin(write) as conn:
            yield Db(conn, "", postgres=True)

    @contextmanager
    def business(self, business_id: str, *, write: bool = False) -> Iterator[Db]:
        """Open a transaction that sees one business's rows; a writing one waits for the one before."""
        with self._begin(write) as conn:
            conn.exec_driver_sql("SELECT set_config('bashgah.business', %s, true)", (business_id,))
            if write:
                conn.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", (business_id,))
            yield Db(conn, business_id, postgres=True)

    @contextmanager
    def _begin(self, write: bool) -> Iterator[Connection]:
        # A reader asks several questions and must hear of one moment; a writer holds the lock, and must
        # see what was committed while it waited.
        level = "READ COMMITTED" if write else "REPEATABLE READ"
        with (
            _failures_named(),
            self._engine.connect().execution_options(isolation_level=level) as conn,
            conn.begin(),
        ):
            yield conn

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def _refuse_strong_role(conn: Connection) -> None:
    strong = conn.exec_driver_sql(
        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ).scalar()
    require(not strong, "database_role_too_strong")
