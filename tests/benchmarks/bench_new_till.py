"""How long a new till of a shop with 50,000 members takes from its code until it can sell.

The shop's members were enrolled one by one with name and phone, and have bought; all of it lies at a centre that is
reached over loopback. The new till begins in an empty folder.

What the till needs is imported where it is used: a process that folds beside it imports this module anew, as it does the
program's own, which is as short.
"""

from __future__ import annotations

import os
import random
import resource
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import report

if TYPE_CHECKING:
    from tests.central.places import Business, Centre

MEMBERS = 50_000
MOST_SECONDS = 10.0


def grown(folder: Path, centre: Centre, sales: int) -> Business:
    """Return a business with its members and sales at the centre."""
    from desktop.sync.client import HttpWire
    from desktop.sync.lines import open_line
    from desktop.usecases.exchange.joining import join
    from tests.benchmarks.many_facts import busy_till
    from tests.benchmarks.shops import made_shop

    shop, session, members = made_shop(folder / "first", members=MEMBERS)
    business = centre.business()
    wire = HttpWire(str(centre.http.base_url))
    join(shop, session, wire, open_line, wire.url, business.code("--own-branch"))
    shop.close()
    busy = busy_till(centre.http, random.Random(7), sales=sales, known=members)
    business.till(till=busy)
    while busy.acked < len(busy.own):
        busy.exchange(limit=0)
    return business


def main() -> None:
    """Measure once, from the code to a PIN that opens."""
    from desktop.clocks import SystemClock
    from desktop.models.keys import FileKeys
    from desktop.sync.client import HttpWire
    from desktop.sync.lines import open_line
    from desktop.usecases.exchange.joining import first_pin, new_till
    from desktop.usecases.staff_keys import LIGHT
    from tests.benchmarks.shops import PIN
    from tests.central.places import Centre

    with tempfile.TemporaryDirectory(prefix="bnew") as name:
        folder = Path(name)
        centre = Centre(str(folder / "centre")).start()
        business = grown(folder, centre, report.sized(100_000, 900_000))
        code = business.code("--new-branch", "دوم")
        wire = HttpWire(str(centre.http.base_url))
        began, spent = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
        till, joined = new_till(
            folder / "second",
            wire,
            open_line,
            wire.url,
            code,
            clock=SystemClock(),
            entropy=os.urandom,
            keys=FileKeys(folder / "keys"),
            key_cost=LIGHT,
        )
        first_pin(till, "owner", PIN)
        took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF)
        till.close()
        centre.stop()
        report.line("facts read", joined.facts, "facts")
        report.below("until it can sell", took, "s", MOST_SECONDS)
        report.line(
            "  by CPU of the till", after.ru_utime + after.ru_stime - spent.ru_utime - spent.ru_stime, "s"
        )


if __name__ == "__main__":
    main()
