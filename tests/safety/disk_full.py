"""Sells until the disk is full, then with room again: `python -m tests.safety.disk_full FOLDER` prints what it saw."""

from __future__ import annotations

import json
import random
import resource
import signal
import sys
from pathlib import Path

from desktop.models.keys import FileKeys
from desktop.models.verify import verify
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError
from tests.safety.kill9 import make_shop, open_, sell_once

ROOM = 4 << 20
"""Bytes the write-ahead log may still grow."""


def largest_file(shop: Path) -> int:
    """Return the size of the file that grows while selling."""
    return max(path.stat().st_size for path in shop.rglob("*-wal"))


def counts(till: Till) -> tuple[int, list[str]]:
    """Return the number of sales and what is half there."""
    with till.read() as db:
        facts = {row[0] for row in db.rows("SELECT fact_id FROM fact WHERE kind = 'sale.recorded'")}
        sold = {row[0] for row in db.rows("SELECT sale_id FROM sale")}
        slips = {row[0] for row in db.rows("SELECT fact_id FROM print_job WHERE kind = 'receipt'")}
    return len(facts), sorted((facts ^ sold) | (facts ^ slips))


def main(folder: Path) -> None:
    """Run the story and print it."""
    keys, shop = FileKeys(folder / "keys"), folder / "shop"
    member_id = make_shop(shop, keys)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    till, session = open_(shop, keys)
    rng = random.Random(5)
    sell_once(till, session, member_id, till.new_id(), rng)
    limit = largest_file(shop) + ROOM
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    acked, code = 1, ""
    while acked < 5_000 and not code:
        try:
            sell_once(till, session, member_id, till.new_id(), rng)
            acked += 1
        except LoyaltyError as refusal:
            code = refusal.code

    kept, half = counts(till)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    for _ in range(50):
        sell_once(till, session, member_id, till.new_id(), rng)
    after, half_after = counts(till)
    with till.read() as db:
        problems = [str(problem) for problem in verify(db).problems]
    till.close()
    seen = {
        "acked": acked,
        "code": code,
        "kept": kept,
        "half": half + half_after,
        "after": after,
        "problems": problems,
    }
    json.dump(seen, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
