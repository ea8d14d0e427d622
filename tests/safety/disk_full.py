"""Sells until the disk is full, then with room again: `python -m tests.safety.disk_full FOLDER` prints what it saw.

With `--plant` it runs a till that is broken in a named way: that bug must show up in what is printed.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from desktop.models.keys import FileKeys
from desktop.models.log import Tx
from desktop.models.store import Store
from desktop.models.verify import verify
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError
from tests.safety.kill9 import make_shop, open_, sell_once

ROOM = 4 << 20
"""Bytes the write-ahead log may still grow."""
MOST_SALES = 500
"""Far more than `ROOM` holds: a till that has sold so many was never refused."""


def swallow_errors_of_the_commit() -> None:
    """Plant a till that takes a commit for done whatever the disk says."""
    finish = Store._finish

    def finish_anyhow(store: Store, tx: Tx) -> None:
        try:
            finish(store, tx)
        except dbapi2.Error:
            store._give_up()

    Store._finish = finish_anyhow  # type: ignore[method-assign]


PLANTS = ("swallow", "early")
"""A commit whose failure nobody is told of; a sale that is said before it is kept."""


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


def sell_until_refused(sell: Callable[[], None], *, early: bool) -> tuple[int, str]:
    """Sell until there is no room; return how many sales were said to be done, and the code of the refusal."""
    acked = 0
    while acked < MOST_SALES:
        acked += early
        try:
            sell()
        except LoyaltyError as refusal:
            return acked, refusal.code
        acked += not early
    return acked, ""


def main(folder: Path, plant: str = "") -> None:
    """Run the story and print it."""
    keys, shop = FileKeys(folder / "keys"), folder / "shop"
    member_id = make_shop(shop, keys)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    till, session = open_(shop, keys)
    rng = random.Random(5)

    def sell() -> None:
        sell_once(till, session, member_id, till.new_id(), rng)

    if plant == "swallow":
        swallow_errors_of_the_commit()
    sell()
    limit = largest_file(shop) + ROOM
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    said, code = sell_until_refused(sell, early=plant == "early")
    kept, half = counts(till)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    for _ in range(50):
        sell()
    after, half_after = counts(till)
    with till.read() as db:
        problems = [str(problem) for problem in verify(db).problems]
    till.close()
    seen = {
        "acked": 1 + said,
        "code": code,
        "kept": kept,
        "half": half + half_after,
        "after": after,
        "problems": problems,
    }
    json.dump(seen, sys.stdout)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plant", choices=PLANTS, default="")
    args = parser.parse_args()
    main(args.folder, args.plant)
