"""Counting who meets a condition out of 100,000 members (a million with BASHGAH_BENCH_FULL), on a real file."""

from __future__ import annotations

import random
import resource
import tempfile
import time
from pathlib import Path

from desktop.usecases.audiences import count_audience
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.clock import HOUR
from loyalty.conditions.parse import parse_condition
from loyalty.kinds import ImportedMembers, ImportedSales, MemberImported, SaleImported
from tests.benchmarks import report
from tests.benchmarks.shops import made_shop

MEMBERS, EACH = report.sized(100_000, 1_000_000), 5
ASKED = {
    "more than 10 visits": {"visits": {"op": ">", "value": 10}},
    "spent and lately here": {
        "all": [{"spent": {"op": ">", "amount": 8_000}}, {"days_since_last_visit": {"op": "<", "days": 30}}]
    },
    "visits of 90 days": {"visits": {"op": ">", "value": 3, "window": {"days": 90}}},
}


def fill(till: Till, session: Session) -> None:
    """Bring members and five purchases each, over the last 400 days."""
    dice, now, branch = random.Random(1), till.now(), till.shop.branch_id
    for first in range(0, MEMBERS, 1_000):
        joined = [MemberImported(f"m{n:07d}", now, branch) for n in range(first, first + 1_000)]
        with till.transaction(session.staff_id) as tx:
            tx.record("member.imported", ImportedMembers(tuple(joined)))
    for first in range(0, MEMBERS * EACH, 500):
        sales = tuple(
            SaleImported(
                f"s{n}", None, f"m{dice.randrange(MEMBERS):07d}", branch, now - dice.randrange(9_600) * HOUR,
                1_000, 0, 0, 1_000, (),
            )
            for n in range(first, first + 500)
        )  # fmt: skip
        with till.transaction(session.staff_id) as tx:
            tx.record("sale.imported", ImportedSales(sales))


def main() -> None:
    """Print the seconds of each count, and what memory the process ever held."""
    with tempfile.TemporaryDirectory() as folder:
        till, session, _ = made_shop(Path(folder))
        fill(till, session)
        for name, document in ASKED.items():
            began = time.process_time()
            found = count_audience(till, parse_condition(document))
            spent = time.process_time() - began
            report.line(f"{name}: {found:,} of {MEMBERS:,}", spent, "s of processor")
        report.line("memory at most", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024, "MB")
        till.close()


if __name__ == "__main__":
    main()
