"""A till whose power is cut: `python -m tests.safety.powercut --images 200 --seed 1` prints a report.

A child opens the real encrypted shop and sells under `strace`, which writes down every write, sync, cut, rename and removal
in the shop's and the keys' folders, and every word the child says once something is done. From that record disks are
made as they may be found after a cut at any moment: what was synced is there; of what was not, any 512 bytes may be there or
not. The real till opens each disk. Whatever was said must be there and whole, the books sound, and the high-water mark
must find no gap. Two planted bugs must show up: `--plant unsynced` (commits are not synced: sales are lost) and
`--plant mark-early` (the mark is written before the commit: it leads).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from desktop.models import drives, engine
from desktop.models.keys import FileKeys
from desktop.models.store import Store
from desktop.models.verify import verify
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.selling.parking import open_basket
from desktop.usecases.selling.reversing import refund
from tests.safety.kill9 import KEPT, SOLD, fill_basket, make_shop, open_, pay_once

ROOT = Path(__file__).parents[2]
SECTOR = 512
CALLS = "openat,pwrite64,write,lseek,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2"
SAY = 2
WORD = re.compile(rb"([ks])([0-9a-v]{26})\n")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done: write, cut (truncate), make, remove, move to a file, sync of a file or folder, or a word said."""

    kind: str
    path: str = ""
    at: int = 0
    data: bytes = b""
    to: str = ""


@dataclass(slots=True)
class Report:
    """What was found on all disks; everything but the counts must stay empty."""

    steps: int = 0
    said: int = 0
    images: int = 0
    torn: int = 0
    """Disks on which a part of what was not synced was there, and a part was not."""
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    baskets: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    """Disks on which the till believed facts to be missing."""
    unopened: list[str] = field(default_factory=list)


# -- the till that sells ------------------------------------------------------------------------------------


def sell_and_say(folder: Path, member_id: str, sales: int, seed: int, plant: str) -> None:
    """Sell, take back, enrol and take the log in, saying each thing once it is done."""
    _plant(plant)
    drives.LOG_STEP = 3 * 2_072
    till, session = open_(folder / "shop", FileKeys(folder / "keys"))
    rng = random.Random(seed)
    for number in range(sales):
        name = till.new_id()
        basket = fill_basket(till, session, member_id, name, rng)
        os.write(SAY, KEPT + name.encode() + b"\n")
        pay_once(till, session, member_id, name, basket, rng)
        os.write(SAY, SOLD + name.encode() + b"\n")
        if number % 3 == 1:
            refund(till, session, name, None)
        if number % 4 == 2:
            till.store.checkpoint_when_idle()
        if number % 5 == 3:
            enrol(till, session, NewMember(f"0912000{number:04d}", card_no=None))
    till.close()


def _plant(bug: str) -> None:
    if bug == "unsynced":
        lazy = tuple(word.replace("synchronous = FULL", "synchronous = OFF") for word in engine._PRAGMAS)
        engine._PRAGMAS = lazy  # type: ignore[misc]
    elif bug == "mark-early":
        finish = Store._finish

        def early(self: Store, tx: Any) -> None:
            if tx.recorded:
                self.marks.write(tx.head, tx.number, tx.time.mark)
                os.fsync(self.marks._descriptor)
            finish(self, tx)

        Store._finish = early  # type: ignore[method-assign]


def record(folder: Path, sales: int, seed: int, plant: str) -> list[Step]:
    """Make a shop, keep a copy of it as it lies on the disk, sell on it, and return every step of it."""
    member_id = make_shop(folder / "shop", FileKeys(folder / "keys"))
    shutil.copytree(folder, folder.with_name("before"))
    log = folder.with_name("strace.log")
    call = [sys.executable, "-m", "tests.safety.powercut", "--child", str(folder), member_id]
    call += ["--sales", str(sales), "--seed", str(seed), "--plant", plant]
    traced = ["strace", "-y", "-xx", "-s", "16384", "-e", f"trace={CALLS}", "-o", str(log), *call]
    done = subprocess.run(traced, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    with log.open(encoding="ascii", errors="replace") as lines:
        return list(steps_of(lines, str(folder.resolve())))


# -- the record ---------------------------------------------------------------------------------------------

_CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+)(?:<.*>)?(?: .*)?$")
_FD = re.compile(r"(?:AT_FDCWD|(\d+))(?:<([^>]*)>)?")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


def _bytes(hexed: str) -> bytes:
    return bytes.fromhex(hexed.replace("\\x", ""))


def steps_of(lines: Iterator[str] | Any, root: str) -> Iterator[Step]:
    """Yield the steps of a record that touch the folder, and the words said."""
    places: dict[str, int] = {}
    for line in lines:
        found = _CALL.match(line)
        if found is None or int(found[3]) < 0:
            continue
        call, rest, result = found[1], found[2], int(found[3])
        texts = [(_bytes(text), bool(cut)) for text, cut in _TEXT.findall(rest)]
        handle = _FD.match(rest)
        path = _bytes(handle[2]).decode() if handle and handle[2] else ""
        if call == "write" and handle and handle[1] == str(SAY):
            yield from (Step("said", data=word) for word in texts[0][0].splitlines())
            continue
        if call in ("openat", "unlink", "unlinkat", "rename", "renameat", "renameat2"):
            names = [os.path.abspath(text.decode()) for text, _ in texts]
            if not names[-1].startswith(root):
                continue
            if call == "openat" and "O_CREAT" in rest:
                places[names[-1]] = 0
                yield Step("make", names[-1])
            elif call.startswith("unlink"):
                yield Step("remove", names[-1])
            elif call.startswith("rename"):
                yield Step("move", names[0], to=names[-1])
            continue
        if not path.startswith(root) or path.endswith("-shm"):
            continue
        if call == "lseek":
            places[path] = result
        elif call in ("write", "pwrite64"):
            assert not texts[0][1], f"{path}: more was written at once than is recorded"
            at = places.get(path, 0) if call == "write" else int(rest.rpartition(", ")[2])
            if call == "write":
                places[path] = at + result
            yield Step("write", path, at, texts[0][0][:result])
        elif call == "ftruncate":
            yield Step("cut", path, int(rest.rpartition(", ")[2]))
        else:
            yield Step("sync", path)


# -- disks --------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Disk:
    """Files as they are surely on the disk, and what was done since and is perhaps there."""

    sure: dict[str, bytes]
    names: list[Step] = field(default_factory=list)
    """Files made, removed or moved since: a folder keeps their order, and loses its end."""
    perhaps: dict[str, list[tuple[int, Step]]] = field(default_factory=dict)
    """Writes and cuts by file, each behind so many of the names."""

    def take(self, step: Step) -> None:
        """Do a step."""
        if step.kind == "sync":
            self._sync(step.path)
        elif step.kind == "make":
            if step.path not in _named(self.sure, self.names):
                self.names.append(step)
        elif step.kind in ("remove", "move"):
            self.names.append(step)
            # What was written to a file goes where the file goes.
            written = self.perhaps.pop(step.path, [])
            if step.kind == "move":
                self.perhaps[step.to] = [(len(self.names), one) for _, one in written]
        else:
            self.perhaps.setdefault(step.path, []).append((len(self.names), step))

    def _sync(self, path: str) -> None:
        # To sync a file or its folder brings every name of the folder so far with it.
        self.sure = _named(self.sure, self.names)
        self.names.clear()
        for _, step in self.perhaps.pop(path, []):
            self.sure[path] = _done(self.sure.get(path, b""), step)
        self.perhaps = {name: [(0, step) for _, step in steps] for name, steps in self.perhaps.items()}

    def found(self, rng: random.Random, kept: float) -> dict[str, bytes]:
        """Return the files as somebody may find them after a cut now; `kept`: how much of the unsure is there."""
        there = rng.randint(0, len(self.names)) if 0 < kept < 1 else round(kept) * len(self.names)
        files = _named(self.sure, self.names[:there])
        for path, steps in self.perhaps.items():
            for behind, step in steps:
                if behind <= there and path in files:
                    files[path] = _torn(files[path], step, rng, kept)
        return files


def _named(files: dict[str, bytes], names: list[Step]) -> dict[str, bytes]:
    """Return the files after some were made, removed and moved."""
    after = dict(files)
    for step in names:
        if step.kind == "make":
            after.setdefault(step.path, b"")
        elif step.kind == "remove":
            after.pop(step.path, None)
        else:
            after[step.to] = after.pop(step.path, b"")
    return after


def _done(content: bytes, step: Step) -> bytes:
    if step.kind == "cut":
        return content[: step.at].ljust(step.at, b"\0")
    return content[: step.at].ljust(step.at, b"\0") + step.data + content[step.at + len(step.data) :]


def _torn(content: bytes, step: Step, rng: random.Random, kept: float) -> bytes:
    """Return a file after a step of which any sectors may be missing."""
    if step.kind == "cut":
        return _done(content, step) if rng.random() < kept else content
    at, end = step.at, step.at + len(step.data)
    while at < end:
        until = min((at // SECTOR + 1) * SECTOR, end)
        if rng.random() < kept:
            part = step.data[at - step.at : until - step.at]
            content = _done(content, Step("write", at=at, data=part))
        at = until
    return content


def moments(steps: list[Step], before: dict[str, bytes]) -> Iterator[tuple[Disk, list[bytes]]]:
    """Yield the disk and what was said so far, after each step."""
    disk, said = Disk(dict(before)), list[bytes]()
    for step in steps:
        if step.kind == "said":
            said.append(step.data)
        else:
            disk.take(step)
        yield disk, said


# -- what is found ------------------------------------------------------------------------------------------


def files_of(folder: Path, as_of: Path) -> dict[str, bytes]:
    """Return a folder's files as if they lay in another place."""
    return {
        str(as_of / path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith("-shm")
    }


def lay_down(files: dict[str, bytes], folder: Path) -> None:
    """Write a disk's files in place of what lies there."""
    shutil.rmtree(folder, ignore_errors=True)
    for sub in ("shop", "keys"):
        (folder / sub).mkdir(parents=True, mode=0o700)
    for path, content in files.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(content)
        Path(path).chmod(0o600)


def judge(folder: Path, said: list[bytes], where: str, report: Report, *, whole: bool) -> None:
    """Open a disk with the real till and hold it against what was said."""
    try:
        till, _ = open_(folder / "shop", FileKeys(folder / "keys"))
    except Exception as problem:
        report.unopened.append(f"{where}: {problem!r}")
        return
    sold = {word[1:].decode() for word in said if word.startswith(SOLD)}
    kept = [word[1:].decode() for word in said if word.startswith(KEPT)]
    with till.read() as db:
        rows: Callable[[str], set[str]] = lambda sql: {row[0] for row in db.rows(sql)}  # noqa: E731
        facts = rows("SELECT fact_id FROM fact WHERE kind = 'sale.recorded'")
        sales, slips = (
            rows("SELECT sale_id FROM sale"),
            rows("SELECT fact_id FROM print_job WHERE kind = 'receipt'"),
        )
        if whole:
            report.problems += [f"{where}: {problem}" for problem in verify(db).problems]
    report.lost += [f"{where}: {name}" for name in sorted(sold - facts)]
    report.half += [f"{where}: {name}" for name in sorted((facts ^ sales) | (facts ^ slips))]
    if kept and kept[-1] not in facts:
        found = open_basket(till)
        if found is None or (found.basket.lines[0].name != kept[-1] and kept[-1] in sold):
            report.baskets.append(f"{where}: {kept[-1]}")
    if "epoch_opened" in till.warnings:
        report.gaps.append(where)
    till.close()


def run(folder: Path, *, images: int, sales: int, seed: int, plant: str = "") -> Report:
    """Record a till that sells, cut its power at so many moments, and return what was found."""
    place = folder / "disk"
    steps = record(place, sales, seed, plant)
    before = files_of(folder / "before", place.resolve())
    rng, report = random.Random(seed), Report(steps=len(steps))
    chosen = set(rng.sample(range(len(steps)), min(images, len(steps))))
    rounds = -(-images // max(len(chosen), 1))
    for number, (disk, said) in enumerate(moments(steps, before)):
        for turn in range(rounds if number in chosen else 0):
            kept = rng.choice((0.0, 0.0, 0.5, 0.9, 0.1, 1.0))
            report.torn += 0 < kept < 1 and bool(disk.perhaps)
            lay_down(disk.found(rng, kept), place)
            judge(place, said, f"step {number}.{turn} ({kept})", report, whole=report.images % 4 == 0)
            report.images += 1
        report.said = len(said)
    return report


def main() -> int:
    """Run from the command line; exit 1 when anything was lost, half done or doubted."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--images", type=int, default=200)
    parser.add_argument("--sales", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plant", choices=("", "unsynced", "mark-early"), default="")
    parser.add_argument("--child", nargs=2, metavar=("FOLDER", "MEMBER"))
    args = parser.parse_args()
    if args.child:
        sell_and_say(Path(args.child[0]), args.child[1], args.sales, args.seed, args.plant)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        report = run(Path(folder), images=args.images, sales=args.sales, seed=args.seed, plant=args.plant)
    json.dump(asdict(report), sys.stdout, indent=2)
    return int(any((report.lost, report.half, report.baskets, report.problems, report.gaps, report.unopened)))


if __name__ == "__main__":
    sys.exit(main())
