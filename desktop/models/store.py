"""The shop's file, open: one writer, many readers, and a commit that means done.

What must hold: a transaction that returned is on the disk (one synced write); one that raised left nothing;
checkpoints run between sales, never inside one.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from desktop.models import drives
from desktop.models.engine import CACHE_KIB, WIDE_CACHE_KIB, keep_at_hand
from desktop.models.erasing import note_erasures
from desktop.models.highwater import Head, MarkFile
from desktop.models.home import settle_here
from desktop.models.keys import pepper_of
from desktop.models.locks import ShopLock
from desktop.models.pools import Pools
from desktop.models.problems import refusals
from desktop.models.shops import Shop, read_shop
from desktop.models.signing import PrivateSigner
from desktop.models.sources import Reader, Row
from loyalty.clock import LEAP, Clock, TimeMark, TrustedTime, read_time
from loyalty.errors import LoyaltyError, require
from loyalty.ids import Entropy, IdMaker

if TYPE_CHECKING:
    from desktop.models.log import Tx

WAL_LIMIT = 64 * drives.MIB
"""A write-ahead log longer than this is taken in before the next transaction, idle or not."""


@dataclass(slots=True)
class Past:
    """Where the till stands: changed only after a commit."""

    head: Head
    number: int
    policy_hash: str
    time: TimeMark | None


@dataclass(slots=True)
class Store:
    """An open shop; made by `opening.create_shop_file` and `opening.open_shop` alone."""

    folder: Path
    path: Path
    data_key: bytes
    clock: Clock
    entropy: Entropy
    signer: PrivateSigner
    locks: tuple[ShopLock, ...]
    marks: MarkFile
    erasures: Path

    pools: Pools
    past: Past
    shop: Shop
    warnings: tuple[str, ...] = ()
    other_folder: str = ""
    looking: bool = False
    """A copy of a shop that is still there, in which nothing was recorded yet."""
    zones: dict[str, str] = field(default_factory=dict)
    centre_id: str = ""
    ids: IdMaker = field(init=False)
    _taken: Any = field(init=False, default=None)
    _closed: bool = field(init=False, default=False)
    _turn: threading.Lock = field(init=False, default_factory=threading.Lock)
    _owner: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Begin to make ids."""
        self.ids = IdMaker(self.entropy)

    @property
    def _writer(self) -> Any:
        """The one writer's connection, out of its pool for good; the first who asks has it made."""
        if self._taken is None:
            self._taken = self.pools.take_writer()
        return self._taken

    @property
    def pepper(self) -> bytes:
        """Return the device secret mixed into PINs."""
        return pepper_of(self.data_key)

    @property
    def till_public_key(self) -> bytes:
        """Return the public half of the till's key."""
        return self.signer.public_key

    def now(self) -> TrustedTime:
        """Return the time the till may act on; a shop for tests is put on any day."""
        return read_time(self.clock, self.past.time, None if self.shop.test else LEAP)

    def new_id(self) -> str:
        """Return a new id."""
        return self.ids.next(self.clock.now())

    @contextmanager
    def transaction(self, staff_id: str, *, at: int | None = None, last: bool = False) -> Iterator[Tx]:
        """Open a transaction: when the block ends well everything in it is durable, else nothing of it is.

        `at` sets the instant of the facts, in test shops only. `last`: the day cannot be finished without it, so it goes on
        where a sale no longer does, and takes the kept room where nothing else is left. Raises `disk_full`, `shop_busy`,
        `at_only_in_test_shop`; errors of the block pass through.
        """
        with self._my_turn():
            self._make_room(last=last)
            tx = self._begin(staff_id, at)
            done = False
            try:
                with refusals():
                    yield tx
                    self._finish(tx)
                done = True
            finally:
                if not done:
                    self._give_up()
            self._note(tx)

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Open a reader over one consistent moment of the file; any thread, beside the writer."""
        with self.pools.lend() as source, refusals():
            source.execute("BEGIN")
            try:
                yield Reader(source)
            finally:
                source.execute("ROLLBACK")

    def make_ready(self) -> None:
        """Take the writer's connection, and import what recording needs, before the first sale waits; on any thread."""
        import_module("desktop.models.log")
        with self._my_turn(), refusals():
            assert self._writer

    @contextmanager
    def much_at_hand(self) -> Iterator[None]:
        """Keep more of the file at hand while a whole past is read in; for a till at which nobody sells yet."""
        with self._my_turn():
            keep_at_hand(self._writer.driver_connection, WIDE_CACHE_KIB)
        try:
            yield
        finally:
            with self._my_turn():
                keep_at_hand(self._writer.driver_connection, CACHE_KIB)

    def warm_names(self) -> None:
        """Take what finding people by name reads into memory; call it on any thread, once nobody waits."""
        from desktop.models.search import warm

        with self.read() as db:
            warm(db)

    def did_happen(self, fact_id: str) -> bool:
        """Say whether a fact was recorded: the answer to a request whose reply was lost."""
        with self.read() as db:
            return db.value("SELECT 1 FROM fact WHERE fact_id = ?", (fact_id,)) is not None

    def checkpoint_when_idle(self) -> None:
        """Take the write-ahead log into the file and see to its room; call it between sales.

        Before the first of them there is nothing to take.
        """
        if self._taken is not None and self._turn.acquire(blocking=False):
            try:
                self._checkpoint("PASSIVE")
                drives.lengthen_log(Path(f"{self.path}-wal"))
            finally:
                self._turn.release()

    def empty_log(self) -> bool:
        """Take the whole log into the file and cut it to nothing, so that no older page is left in it.

        False where a reader held on to an older moment for too long: closing the till does it then.
        """
        with self._my_turn(), refusals():
            busy: int = self._checkpoint("TRUNCATE")[0][0]
        return not busy

    def close(self) -> None:
        """Take in the log, let go of every file and the lock; closing twice does nothing."""
        with self._my_turn():
            if self._closed:
                return
            self._closed = True
            if self._taken is not None:
                with suppress(dbapi2.Error):
                    self._checkpoint("TRUNCATE")
                self._taken.close()
            self.pools.close()
            self.marks.close()
            for lock in self.locks:
                lock.release()

    def release_ballast(self) -> bool:
        """Give the kept room back when the disk is full; say whether there was any."""
        return drives.release_ballast(self.folder)

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        # A transaction inside a transaction would wait for itself for ever.
        assert self._owner != threading.get_ident(), "a transaction is already open on this thread"
        with self._turn:
            self._owner = threading.get_ident()
            try:
                yield
            finally:
                self._owner = 0

    def _make_room(self, *, last: bool) -> None:
        needed = drives.LAST_SPACE if last else drives.LEAST_SPACE
        if last and drives.free_space(self.folder) < needed:
            self.release_ballast()
        require(drives.free_space(self.folder) >= needed, "disk_full")
        if _size(f"{self.path}-wal") > WAL_LIMIT:
            self._checkpoint("PASSIVE")

    def _begin(self, staff_id: str, at: int | None) -> Tx:
        # Every kind of fact and all that folds them, for which nobody who wants to sign in shall wait.
        from desktop.models.log import Tx
        from desktop.models.projections.fold import Fold
        from desktop.models.sinks import DirectSink

        time = self.now()
        if at is not None:
            require(self.shop.test, "at_only_in_test_shop")
            time = replace(time, at=at, suspect=False)
        connection = self._writer.driver_connection
        with refusals():
            connection.execute("BEGIN IMMEDIATE")
        past = self.past
        fold = Fold(DirectSink(connection), self.zones, self.shop.till_id, self.centre_id)
        return Tx(
            connection,
            self.shop,
            staff_id,
            time,
            self.ids,
            self.entropy,
            fold,
            past.head,
            past.number,
            past.policy_hash,
        )

    def _finish(self, tx: Tx) -> None:
        if tx.recorded:
            tx.sign_head(self.signer)
            if self.looking:
                settle_here(tx, self.folder)
        tx.connection.execute("COMMIT")

    def _give_up(self) -> None:
        self.zones.clear()
        connection = self._writer.driver_connection
        with suppress(dbapi2.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def _note(self, tx: Tx) -> None:
        if not tx.recorded:
            self._note_adopted(tx)
            return
        time = tx.time.mark if self.past.time is None or tx.time.at >= self.past.time.at else self.past.time
        self.past = Past(tx.head, tx.number, tx.policy_hash, time)
        if tx.shop_changed:
            self._read_shop_again()
        # It is done whether or not these can be written: a mark that lags does no harm, and the next opening
        # lists again who was erased.
        with suppress(OSError):
            note_erasures(self.erasures, tx.erased)
        if self.looking:
            self.looking = self.marks.held = False
        with suppress(OSError):
            self.marks.write(tx.head, tx.number, time)

    def _note_adopted(self, tx: Tx) -> None:
        # What came from other tills moves neither head nor mark of this one.
        if tx.adopted:
            self.past = replace(
                self.past, policy_hash=tx.policy_hash, number=max(self.past.number, tx.number)
            )
            note_erasures(self.erasures, tx.erased)
            self._read_shop_again()

    def _read_shop_again(self) -> None:
        with self.read() as db:
            self.shop = read_shop(db)

    def _checkpoint(self, mode: str) -> list[Row]:
        found: list[Row] = self._writer.driver_connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchall()
        return found


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def refuse_unless_empty(folder: Path) -> None:
    """Refuse a folder that holds a shop already; raises `shop_exists`."""
    if any((folder / name).exists() for name in ("shop.db", "shop.json")):
        raise LoyaltyError("shop_exists", folder=str(folder))
