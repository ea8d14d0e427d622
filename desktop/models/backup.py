"""Safe copies: one encrypted file that opens with the shop's own key, and putting it back.

A backup is written by SQLite itself from one consistent moment, checked before it takes its name, and carries a
manifest inside. Putting one back applies every later erasure again and starts a new epoch: the till knows that
its past has a gap. Nothing of the old file is lost: it stays beside under a name of its own.
"""

from __future__ import annotations

import codecs
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.models import drives, schema
from desktop.models.engine import APPLICATION_ID, connect, connect_sealed
from desktop.models.erasing import erasures_path, forget, read_erasures
from desktop.models.forms import write_copy
from desktop.models.keys import KeyStore, key_print, sync_folder
from desktop.models.local import forget_open
from desktop.models.locks import take_lock
from desktop.models.migrate import bring_up
from desktop.models.places import database_path
from desktop.models.private import make_private, unwritable
from desktop.models.problems import refusals
from desktop.models.settings import setting
from desktop.models.shop_file import (
    LABEL,
    LOCK,
    Label,
    put_in_place,
    read_label,
    refuse_links,
    remove_database,
    remove_logs,
    write_label,
)
from desktop.models.sources import Reader
from desktop.models.store import Store
from desktop.models.verify import verify_chain
from loyalty.errors import LoyaltyError, require

_SMALL_CACHE = 4 * 1024


_LOOKED_AT = 256
_OTHER_OPENINGS = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff\xe0", b"GIF8", b"SQLite format 3\0")
"""PDF, zip and office documents, pictures, bare SQLite."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: whose it is, when it was made, how far the chain had come."""

    shop_id: str
    key_print: str
    made_at: int
    version: int
    facts: int
    epoch: str
    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class PutBack:
    """A backup put in place, and where the file that was there is kept (None where there was none)."""

    manifest: Manifest
    kept: Path | None


@dataclass(slots=True)
class _Raw:
    """A bare connection as a `Writer`."""

    connection: Any

    def rows(self, sql: str, params: Any = ()) -> Any:
        return self.connection.execute(sql, params).fetchall()

    def row(self, sql: str, params: Any = ()) -> Any:
        return self.connection.execute(sql, params).fetchone()

    def value(self, sql: str, params: Any = ()) -> Any:
        row = self.row(sql, params)
        return None if row is None else row[0]

    def run(self, sql: str, params: Any = ()) -> int:
        changed: int = self.connection.execute(sql, params).rowcount
        return changed


@contextmanager
def _room_for(target: Path) -> Iterator[None]:
    """Say which disk is full: the one the copy goes to, where the shop itself may have all the room it needs."""
    try:
        with refusals():
            yield
    except LoyaltyError as problem:
        if problem.code == "disk_full":
            raise LoyaltyError("file_no_room", path=str(target)) from problem
        raise


def make_backup(store: Store, target: Path) -> Manifest:
    """Write a backup of an open shop to a new file, while it may go on selling; return its manifest.

    Raises `backup_folder_missing`, `backup_exists`, `file_no_room`, `backup_unreadable` when the finished copy does not
    read back.
    """
    # Made here, the folder of an unplugged stick would stand on the very disk the copy is to outlive.
    require(target.parent.is_dir(), "backup_folder_missing", folder=str(target.parent))
    require(not target.exists(), "backup_exists", path=str(target))
    label, beside = read_label(store.folder), target.with_name(target.name + ".part")
    beside.unlink(missing_ok=True)
    with ExitStack() as undo, refusals():
        undo.callback(remove_database, beside)
        make_private(beside)
        with _room_for(target):
            manifest = _copy(store, label, beside)
        _check_copy(beside, store.data_key, manifest)
        put_in_place(beside, target)
        undo.pop_all()
    return manifest


def read_manifest(path: Path, key: bytes) -> Manifest:
    """Return what a backup says of itself; raises `backup_missing`, `backup_unreadable`, `backup_foreign`."""
    require(path.is_file(), "backup_missing", path=str(path))
    try:
        connection = connect_sealed(path, key)
    except LoyaltyError as problem:
        raise LoyaltyError("backup_unreadable", path=path.name) from problem
    try:
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        found = setting(Reader(connection), "manifest") if ours else None
        require(found, "backup_foreign", path=path.name)
        return Manifest(**(found or {}))
    finally:
        connection.close()


def restore_backup(
    source: Path, folder: Path, *, keys: KeyStore, at: int, key: bytes | None = None
) -> PutBack:
    """Put a backup into a folder that holds the same shop, a broken one, or nothing; open it afterwards.

    `key` is the one of a recovery sheet, where this machine has none. Erasures noted on this machine are
    applied before anything can be read. The next opening starts a new epoch (cause `restored`).
    Raises `backup_missing`, `backup_foreign`, `backup_of_other_shop`, `backup_unreadable`, `shop_key_missing`,
    `shop_open_elsewhere`, `shop_newer`, `file_no_room`, `disk_full`; the shop that was there is then as it was.
    """
    drives.check_drive(folder)
    refuse_links(folder)
    _refuse_foreign(source)
    key = key or _key_for(folder, keys)
    manifest = read_manifest(source, key)
    require(manifest.version <= schema.VERSION, "shop_newer", found=manifest.version, known=schema.VERSION)
    _check_same_shop(folder, manifest)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = folder / "restored.part"
    with ExitStack() as undo:
        undo.callback(take_lock(folder / LOCK).release)
        remove_database(beside)
        undo.callback(remove_database, beside)
        try:
            _copy_file(source, beside)
            _prepare(beside, key, manifest, read_erasures(erasures_path(keys.folder, manifest.shop_id)))
            kept = _swap(folder, beside, at)
            keys.put(manifest.shop_id, key)
            write_label(folder, Label(manifest.shop_id, manifest.key_print))
        except OSError as problem:
            raise unwritable(folder, problem) from problem
    return PutBack(manifest, kept)


def _refuse_foreign(path: Path) -> None:
    """Refuse a file that begins as no encrypted file does: as that of another program, or with plain text.

    What an encrypted file begins with is random, also where the rest is cut off or damaged, or the key another.
    """
    require(path.is_file(), "backup_missing", path=str(path))
    try:
        with open(path, "rb") as file:
            opening = file.read(_LOOKED_AT)
    except OSError as problem:
        raise LoyaltyError("backup_unreadable", path=path.name) from problem
    foreign = opening.startswith(_OTHER_OPENINGS) or _is_text(opening)
    require(not foreign, "backup_foreign", path=path.name)


def _is_text(opening: bytes) -> bool:
    try:  # the last letter may be cut in two
        text = codecs.getincrementaldecoder("utf-8")().decode(opening)
    except UnicodeDecodeError:
        return False
    return bool(text) and "\0" not in text


def _copy(store: Store, label: Label, target: Path) -> Manifest:
    with closing(connect(store.path, store.data_key, cache_kib=_SMALL_CACHE)) as source:
        write_copy(source, target, store.data_key)
    copy = connect(target, store.data_key, cache_kib=_SMALL_CACHE)
    try:
        db = Reader(copy)
        facts = db.value("SELECT count(*) FROM fact")
        epoch = str(setting(db, "epoch"))
        last = db.row("SELECT seq, hash FROM fact WHERE epoch = ? ORDER BY seq DESC LIMIT 1", (epoch,))
        seq, head = last or (0, b"")
        made_at = store.now().at
        manifest = Manifest(
            label.shop_id, label.key_print, made_at, schema.VERSION, facts, epoch, seq, bytes(head).hex()
        )
        _set(copy, "manifest", asdict(manifest))
        # One file without a log beside it: readable from anywhere, read-only media too.
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
    return manifest


def _set(connection: Any, name: str, value: Any) -> None:
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, json.dumps(value)),
    )


def _check_copy(path: Path, key: bytes, manifest: Manifest) -> None:
    connection = connect_sealed(path, key)
    try:
        with refusals():
            broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            sound = connection.execute("PRAGMA quick_check").fetchone()[0]
        require(not broken and sound == "ok", "backup_unreadable", path=path.name)
    finally:
        connection.close()
    require(read_manifest(path, key) == manifest, "backup_unreadable", path=path.name)


def _key_for(folder: Path, keys: KeyStore) -> bytes:
    """Return the key this machine has for the folder's shop: the backup must open with it."""
    key = keys.get(read_label(folder).shop_id) if (folder / LABEL).exists() else None

    if key is None:
        raise LoyaltyError("shop_key_missing")
    return key


def _check_same_shop(folder: Path, manifest: Manifest) -> None:
    if (folder / LABEL).exists():
        require(read_label(folder).shop_id == manifest.shop_id, "backup_of_other_shop")


def _copy_file(source: Path, target: Path) -> None:
    make_private(target)
    with open(source, "rb") as old, open(target, "wb") as new:
        while block := old.read(1 << 20):
            new.write(block)
        new.flush()
        os.fsync(new.fileno())


def _prepare(path: Path, key: bytes, manifest: Manifest, erased: frozenset[str]) -> None:
    connection = connect(path, key, cache_kib=_SMALL_CACHE)
    try:
        with refusals():
            broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            require(not broken, "backup_unreadable", path=path.name)
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version < schema.VERSION:
                bring_up(connection, version)
            sound = verify_chain(Reader(connection))
            require(sound.ok, "backup_unreadable", path=path.name)
            connection.execute("BEGIN IMMEDIATE")
            forget(_Raw(connection), sorted(erased))
            # What was open then may have been sold since, by the till this copy takes the place of.
            forget_open(_Raw(connection))
            _set(connection, "reopen_because", "restored")
            connection.execute("DELETE FROM setting WHERE name = 'manifest'")
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    require(key_print(key, manifest.shop_id) == manifest.key_print, "backup_unreadable", path=path.name)


def _swap(folder: Path, beside: Path, at: int) -> Path | None:
    path = database_path(folder)
    kept = path.with_name(f"{path.stem}-before-{at}.db") if path.exists() else None
    remove_logs(beside)
    for suffix in ("", "-wal", "-shm"):
        old = path.with_name(path.name + suffix)
        if old.exists():
            os.replace(old, path.with_name(f"{path.stem}-before-{at}.db{suffix}"))
    os.replace(beside, path)
    sync_folder(folder)
    return kept
