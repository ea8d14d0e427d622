"""Makes and opens a shop's file: the one place where key, file, lock, schema and past are put together.

Opening checks what decides whether selling may begin (key, schema, head, high-water mark) and nothing slow;
`verify` checks the rest.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.models import drives, schema
from desktop.models.engine import APPLICATION_ID, check_sqlite, connect
from desktop.models.erasing import erased_members, erasures_path, forget, note_erasures, read_erasures
from desktop.models.forms import LEAST_PAGE, TODAY, page_size
from desktop.models.highwater import Head, Mark, MarkFile, judge_past
from desktop.models.home import (
    LOOKED,
    home_of,
    note_opened,
    opened_elsewhere,
    opened_path,
    original_of,
    settle_copy,
    settle_here,
)
from desktop.models.keys import KEY_BYTES, KeyStore, key_print
from desktop.models.known_time import later_of
from desktop.models.locks import ShopLock, take_lock, take_twin_lock
from desktop.models.migrate import bring_up
from desktop.models.places import database_path
from desktop.models.pools import Pools
from desktop.models.private import make_private
from desktop.models.problems import refusals
from desktop.models.queries.policies import standing_policy
from desktop.models.reforming import Telling, reform
from desktop.models.settings import set_setting, setting
from desktop.models.shop_file import (
    LOCK,
    Label,
    check_file,
    log_size,
    read_label,
    refuse_links,
    write_label,
)
from desktop.models.shops import read_shop
from desktop.models.signing import signer_of
from desktop.models.sources import Reader, Source
from desktop.models.store import Past, Store, refuse_unless_empty
from loyalty.clock import Clock, TimeMark
from loyalty.errors import LoyaltyError, require
from loyalty.facts import GENESIS, parse_fact
from loyalty.ids import Entropy, new_id
from loyalty.kinds import EpochOpened

EPOCH_BYTES = 8
SYSTEM = "system"
"""Who records what no person did."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What is kept outside the data folder, so that putting an old folder back cannot take it along."""

    marks: MarkFile
    erasures: Path
    opened: Path


def create_shop_file(
    folder: Path,
    *,
    keys: KeyStore,
    clock: Clock,
    entropy: Entropy,
    business_id: str | None = None,
    branch_id: str | None = None,
) -> Store:
    """Make an empty encrypted shop and open it; the caller records its first facts.

    Raises `shop_exists`, `shop_on_network_drive`, `sqlite_too_old`, `disk_full`.
    """
    check_sqlite()
    drives.check_drive(folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    refuse_unless_empty(folder)
    require(drives.free_space(folder) >= drives.LEAST_SPACE, "disk_full")
    made_at = clock.now()
    ids = {
        "business_id": business_id or new_id(made_at, entropy),
        "branch_id": branch_id or new_id(made_at, entropy),
        "till_id": new_id(made_at, entropy),
        "epoch": entropy(EPOCH_BYTES).hex(),
    }
    shop_id, key = new_id(made_at, entropy), entropy(KEY_BYTES)
    keys.put(shop_id, key)
    _make_database(database_path(folder), key, ids, entropy(32))
    # The label comes last: a folder without one is no shop, and may be made again.
    write_label(folder, Label(shop_id, key_print(key, shop_id)))
    marks = MarkFile(keys.folder / f"{shop_id}.mark")
    marks.write(Head(ids["epoch"], 0, GENESIS), 0, TimeMark(made_at, clock.steady(), clock.boot_id()))
    marks.close()
    return open_shop(folder, keys=keys, clock=clock, entropy=entropy)


def open_shop(
    folder: Path, *, keys: KeyStore, clock: Clock, entropy: Entropy, telling: Telling | None = None
) -> Store:
    """Open a shop. Where its past is doubtful a new epoch is opened and `epoch_opened` stands in `warnings`;
    for a copy of a shop that is still there `shop_copied` too, for a shop that was opened elsewhere meanwhile
    `shop_went_on`; `other_folder` names the other place. Until something is recorded in a copy, its original is as if
    the copy had never been opened. `telling` hears how far a large file is that is brought to today's form first.

    Raises `shop_missing`, `shop_linked`, `shop_key_missing`, `shop_key_wrong`, `shop_foreign`, `shop_damaged`,
    `shop_newer`, `shop_open_elsewhere`, `shop_twin_open`, `shop_on_network_drive`, `sqlite_too_old`, `disk_full`
    (amid an upgrade).
    """
    check_sqlite()
    drives.check_drive(folder)
    refuse_links(folder)
    label = read_label(folder)
    path = database_path(folder)
    check_file(path, LEAST_PAGE)
    key = keys.get(label.shop_id)
    if key is None:
        raise LoyaltyError("shop_key_missing")
    require(key_print(key, label.shop_id) == label.key_print, "shop_key_wrong")
    with ExitStack() as undo:
        lock = take_lock(folder / LOCK)
        undo.callback(lock.release)
        twin = take_twin_lock(keys.folder, label.shop_id)
        undo.callback(twin.release)
        reform(path, key, former=_check_schema(path, key), telling=telling)
        outside = _outside(keys.folder, label.shop_id)
        store = _open(folder, key, (lock, twin), outside, clock, entropy)
        undo.pop_all()
        undo.callback(store.close)
        _settle_past(store, label.shop_id, opened_elsewhere(outside.opened, folder))
        store.looking = store.marks.held
        note_opened(outside.opened, folder)
        _fold_deferred(store)
        store.warnings += _warnings(folder, keys, clock.now())
        undo.pop_all()
    return store


def _outside(keys: Path, shop_id: str) -> Outside:
    mark = MarkFile(keys / f"{shop_id}.mark")
    return Outside(mark, erasures_path(keys, shop_id), opened_path(keys, shop_id))


def _make_database(path: Path, key: bytes, ids: dict[str, str], till_seed: bytes) -> None:
    for leftover in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        leftover.unlink(missing_ok=True)
    # The log and its index take over the rights of the file, so these are set before anything else touches it.
    make_private(path)
    connection = connect(path, key)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for statement in schema.statements():
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for name, value in ids.items():
            connection.execute("INSERT INTO setting (name, value) VALUES (?, ?)", (name, json.dumps(value)))
        connection.execute("INSERT INTO secret (name, value) VALUES ('till_key', ?)", (till_seed,))
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _check_schema(path: Path, key: bytes) -> bool:
    """Refuse what is no file of ours, bring its schema up, and say whether it has an older form."""
    try:
        connection = connect(path, key)
    except LoyaltyError as problem:
        # The key is known to be right, so the file is what is wrong.
        code = "shop_damaged" if problem.code == "shop_unreadable" else problem.code
        raise LoyaltyError(code, part=path.name) from problem
    try:
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        require(ours, "shop_foreign")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        require(version <= schema.VERSION, "shop_newer", found=version, known=schema.VERSION)
        _check_whole(connection, path)
        if version < schema.VERSION:
            with refusals():
                bring_up(connection, version)
        return page_size(connection) != TODAY.page_size
    finally:
        connection.close()


def _check_whole(connection: Any, path: Path) -> None:
    page = page_size(connection)
    if path.stat().st_size % page:
        with refusals():
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    size = path.stat().st_size
    whole = size % page == 0 and (log_size(path) > 0 or pages * page <= size)
    require(whole, "shop_damaged", part=path.name)


def _open(
    folder: Path, key: bytes, locks: tuple[ShopLock, ...], outside: Outside, clock: Clock, entropy: Entropy
) -> Store:
    path = database_path(folder)
    with ExitStack() as undo:
        connection = connect(path, key)
        undo.callback(connection.close)
        db = Reader(connection)
        shop, past = read_shop(db), read_past(db)
        seed = db.value("SELECT value FROM secret WHERE name = 'till_key'")
        centre_id = (setting(db, "centre") or {}).get("centre_id", "")
        undo.pop_all()
    return Store(
        folder,
        path,
        key,
        clock,
        entropy,
        signer_of(seed),
        locks,
        outside.marks,
        outside.erasures,
        Pools(path, key, connection),
        past,
        shop,
        centre_id=centre_id,
    )


def read_past(db: Reader) -> Past:
    """Return where the chain of this till stands, by its own facts."""
    epoch, till_id = str(setting(db, "epoch")), str(setting(db, "till_id"))
    last = db.row("SELECT seq, hash, raw FROM fact WHERE epoch = ? ORDER BY seq DESC LIMIT 1", (epoch,))
    number = db.value(
        "SELECT max((SELECT coalesce(max(number), 0) FROM sale WHERE till_id = ?1 AND number IS NOT NULL), "
        "(SELECT coalesce(max(number), 0) FROM reversal WHERE till_id = ?1 AND number IS NOT NULL))",
        (till_id,),
    )
    number = max(number, int(setting(db, "number_floor", 0)))
    policy_hash = standing_policy(db)
    if last is None:
        return Past(Head(epoch, 0, GENESIS), number, policy_hash, later_of(db, None))
    fact = parse_fact(last[2])
    time = later_of(db, TimeMark(fact.at, fact.steady, fact.boot_id))
    return Past(Head(epoch, last[0], last[1]), number, policy_hash, time)


def _settle_past(store: Store, shop_id: str, elsewhere: str) -> None:
    mark = store.marks.read()
    with store.read() as db:
        at_mark = _hash_at(db, mark) if mark else None
        asked, home = setting(db, "reopen_because"), str(setting(db, "home", ""))
        erased, looked = erased_members(db), setting(db, LOOKED, default=False)
        settled = looked and not _left_to_erase(db, store)
    note_erasures(store.erasures, erased)
    away = home != home_of(store.folder)
    copied_from = original_of(store.folder, home, shop_id)
    if asked and away:
        # A backup may be older than the last move of the shop it was made of.
        copied_from = copied_from or original_of(store.folder, elsewhere, shop_id)
    store.marks.held = bool(copied_from)
    cause = asked or _doubt(store, mark, at_mark, copied_from, settled=settled)
    if mark is not None:
        store.past.number = max(store.past.number, mark.number)
        if store.past.time is None or mark.at > store.past.time.at:
            store.past.time = mark.time
    if cause is not None:
        open_epoch(store, cause, copied_from)
        _erase_again(store)
    elif not copied_from and (away or looked):
        with store.transaction(SYSTEM) as tx:
            settle_here(tx, store.folder)
    if cause is not None or copied_from:
        _name_other(store, copied_from, elsewhere)


def _doubt(
    store: Store, mark: Mark | None, at_mark: bytes | None, copied_from: str, *, settled: bool
) -> str | None:
    """Return why a new epoch is needed; a copy that has one and was only looked at needs no other."""
    if copied_from:
        # Its original may have gone on meanwhile: that makes the copy no till that was put back.
        return None if settled else "copied"
    return judge_past(store.past.head, mark, at_mark)


def _fold_deferred(store: Store) -> None:
    """Fold what a newer version of the program told before this one could read it."""
    with store.read() as db:
        waits = db.value("SELECT 1 FROM fact_deferred WHERE code = 'deferred' LIMIT 1")
    if waits:
        with store.transaction(SYSTEM) as tx:
            tx.fold_deferred()


def _erase_again(store: Store) -> None:
    """Apply erasures this machine remembers to a file put back from before them."""
    from loyalty.kinds import MemberGone

    with store.transaction(SYSTEM) as tx:
        for member_id in _left_to_erase(tx, store):
            tx.record("member.erased", MemberGone(member_id))
        forget(tx, sorted(read_erasures(store.erasures)))
    # Nor may the log, which came with the file or was just written, keep what was taken away.
    store.empty_log()


def _left_to_erase(db: Source, store: Store) -> list[str]:
    """Return the members of a file whom this machine remembers as erased."""
    listed = json.dumps(sorted(read_erasures(store.erasures)))
    sql = "SELECT member_id FROM member WHERE state <> 'erased' AND member_id IN (SELECT value FROM json_each(?))"
    return [row[0] for row in db.rows(sql, (listed,))]


def _hash_at(db: Reader, mark: Mark) -> bytes | None:
    found: bytes | None = db.value(
        "SELECT hash FROM fact WHERE epoch = ? AND seq = ?", (mark.epoch, mark.seq)
    )
    return found


def open_epoch(store: Store, cause: str, copied_from: str = "") -> None:
    """Start a new epoch because the till's past is doubtful, and warn; `copied_from` is the folder of the original."""
    head = store.past.head
    body = EpochOpened(head.epoch, head.seq, head.hash, cause)
    with store.transaction(SYSTEM) as tx:
        tx.open_epoch(store.entropy(EPOCH_BYTES).hex(), cause, body)
        tx.run("DELETE FROM setting WHERE name = 'reopen_because'")
        set_setting(tx, "number_floor", tx.number)
        if copied_from:
            settle_copy(tx, copied_from)
        else:
            settle_here(tx, store.folder)
    store.warnings += () if cause == "copied" else ("epoch_opened",)


def _name_other(store: Store, copied_from: str, elsewhere: str) -> None:
    """Say where the other of two folders of one shop is: the one this is a copy of, or the one that went on without it."""
    store.other_folder = copied_from or elsewhere
    if store.other_folder:
        store.warnings += ("shop_copied",) if copied_from else ("shop_went_on",)


def _warnings(folder: Path, keys: KeyStore, now: int) -> tuple[str, ...]:
    kept = drives.keep_ballast(folder)
    drives.drop_old_files(folder, "shop-before-*", now)
    low = drives.free_space(folder) < drives.LOW_SPACE or not kept
    return (*((keys.warning,) if keys.warning else ()), *(("disk_low",) if low else ()))
