"""Backups of a centre in one file, and putting one back: a new generation, and a new epoch of the centre's own.

After a backup the tills are told how far it reaches (*sealed*): until then they keep what they sent. After a restore
the centre grants nothing until every till has been here once, for what the tills hold may be what it forgot.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from central.store import businesses, catalogue, copying, feed
from central.store.places import FolderPlace, Place
from central.usecases.checking import check_chains
from central.usecases.founding import EPOCH_BYTES
from central.usecases.sitting import mint, sit
from loyalty.clock import Clock
from loyalty.errors import LoyaltyError, require
from loyalty.ids import Entropy, IdMaker
from loyalty.kinds import EpochOpened

FORM = "bashgah-centre-backup-1"
LIST = "contents.json"
RESTORED = "restored"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class PutBack:
    """A business that was put back: how many facts it has, and until when the backup knows what the centre did."""

    facts: int
    until: int


def back_up(place: Place, file: Path) -> dict[str, int]:
    """Write a backup of all businesses and tell the tills; return business → facts.

    Raises `centre_backup_exists`, `centre_folder_unusable`, `file_no_room`.
    """
    require(not file.exists(), "centre_backup_exists", path=str(file))
    require(file.parent.is_dir(), "centre_folder_unusable", path=str(file.parent))
    with place.catalogue() as db:
        known = [business_id for business_id, _ in catalogue.tenants(db)]
    reached: dict[str, list[tuple[str, int]]] = {}
    counts: dict[str, int] = {}
    with _room_for(file), tempfile.TemporaryDirectory(dir=file.parent, prefix=".centre-") as name:
        copy = FolderPlace(Path(name))
        try:
            # Businesses first, then the catalogue: a till let in meanwhile is in the catalogue at the latest.
            for business_id in known:
                with place.business(business_id) as source, copy.business(business_id, write=True) as target:
                    counts[business_id] = copying.copy_business(source, target)
                    reached[business_id] = [(epoch, head.seq) for epoch, _, head in feed.chain_heads(source)]
            with place.catalogue() as source, copy.catalogue(write=True) as target:
                copying.copy_catalogue(source, target)
        finally:
            copy.close()
        _pack(Path(name), file)
    for business_id, heads in reached.items():
        with place.business(business_id, write=True) as db:
            feed.seal(db, heads)
    return counts


@contextmanager
def _room_for(file: Path) -> Iterator[None]:
    """Say of a disk that is full which file it was that had no room, not which temporary one met it."""
    try:
        yield
    except OSError as problem:
        if problem.errno in NO_ROOM:
            raise LoyaltyError("file_no_room", path=str(file)) from problem
        raise
    except LoyaltyError as problem:
        if "disk is full" in str(problem.__cause__):
            raise LoyaltyError("file_no_room", path=str(file)) from problem
        raise


def _pack(folder: Path, file: Path) -> None:
    half = file.with_name(f".{file.name}.part")
    try:
        _write_archive(folder, half)
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)


def _write_archive(folder: Path, half: Path) -> None:
    files = sorted(folder.glob("*.sqlite"))
    listed = {one.name: _digest(one) for one in files}
    with open(half, "wb") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(LIST, json.dumps({"form": FORM, "files": listed}))
            for one in files:
                archive.write(one, one.name)
        out.flush()
        os.fsync(out.fileno())


def _digest(file: Path) -> str:
    with file.open("rb") as told:
        return hashlib.file_digest(told, "sha256").hexdigest()


def restore(place: Place, clock: Clock, ids: IdMaker, entropy: Entropy, file: Path) -> dict[str, PutBack]:
    """Put a backup into an empty place; return business → what came back of it.

    Raises `centre_backup_unreadable`, `centre_not_empty`, `file_no_room` (it is unpacked aside first).
    """
    with place.catalogue() as db:
        require(copying.is_empty(db), "centre_not_empty")
    aside = Path(tempfile.gettempdir())
    with tempfile.TemporaryDirectory(dir=aside, prefix="centre-") as name:
        with _room_for(aside):
            _unpack(file, Path(name))
        copy = FolderPlace(Path(name))
        try:
            counts = _copy_back(place, copy)
        finally:
            copy.close()
    return {
        business_id: PutBack(facts, _begin_again(place, clock, ids, entropy, business_id))
        for business_id, facts in counts.items()
    }


def _unpack(file: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            listed = json.loads(archive.read(LIST))
            require(listed.get("form") == FORM, "centre_backup_unreadable", path=str(file))
            for name, digest in listed["files"].items():
                require(Path(name).name == name, "centre_backup_unreadable", path=str(file))
                archive.extract(name, folder)
                require(_digest(folder / name) == digest, "centre_backup_unreadable", path=str(file))
    except OSError as problem:
        if problem.errno in NO_ROOM:
            raise
        raise LoyaltyError("centre_backup_unreadable", path=str(file)) from problem
    except (zipfile.BadZipFile, ValueError, KeyError, AttributeError) as problem:
        raise LoyaltyError("centre_backup_unreadable", path=str(file)) from problem


def _copy_back(place: Place, copy: FolderPlace) -> dict[str, int]:
    counts = {}
    with copy.catalogue() as db:
        known = [business_id for business_id, _ in catalogue.tenants(db)]
    for business_id in known:
        with copy.business(business_id) as source, place.business(business_id, write=True) as target:
            counts[business_id] = copying.copy_business(source, target)
    # The catalogue last: without it a restore that was cut short is an empty place still.
    with copy.catalogue() as source, place.catalogue(write=True) as target:
        copying.copy_catalogue(source, target)
    return counts


def _begin_again(place: Place, clock: Clock, ids: IdMaker, entropy: Entropy, business_id: str) -> int:
    """Give a business a new generation and its centre a new epoch; return until when it knew what happened."""
    with place.business(business_id) as db:
        problems = check_chains(db)
        require(not problems, "centre_backup_unreadable", path=business_id)
    with place.business(business_id, write=True) as db:
        before = businesses.read_business(db)
        heads = {epoch: head for epoch, _, head in feed.chain_heads(db)}
        businesses.start_again(db, ids.next(clock.now()), entropy(EPOCH_BYTES).hex())
    parent = heads[before.epoch]
    with sit(place, business_id, clock, ids) as sitting:
        mint(sitting, [("epoch.opened", EpochOpened(parent.epoch, parent.seq, parent.hash, RESTORED))])
    return before.last_at
