"""A draft tried on a million past purchases, through the use case on an encrypted file, beside twenty live offers.

Purchases are written into the tables directly (selling a million takes hours): 1 to 5 lines over twelve groups, one in
ten by a walk-in. Three drafts: one that few baskets meet, one that asks for visits in a window, one that touches every
basket. Bar: 60 s for 1,000,000 on two cores. Quick: 100,000 purchases, and the time of a million is reckoned from them.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.models.engine import connect
from desktop.usecases.offers import dry_run
from desktop.usecases.offers.dry_running import AT_HAND_KIB
from desktop.usecases.offers.shelf import PREFIX
from desktop.usecases.policies import policy_hash, policy_text, publish_policy
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.kinds import PolicyPublished
from tests.benchmarks import report
from tests.benchmarks.bench_quote import GROUPS, offer_document
from tests.benchmarks.shops import made_shop, opened_shop

BAR_S = 60.0
LIVE, EACH, DAY_MS = 20, 20, 86_400_000
EACH_COMMIT = 50_000
MILLION = 1_000_000
OFF = [{"discount": {"percent": 10}}]
DRAFTS: dict[str, dict[str, Any]] = {
    "few baskets meet it": {"basket": {"basket_total": {"op": ">=", "amount": 2_500_000}}},
    "an audience by visits": {"audience": {"visits": {"op": ">", "value": 10, "window": {"days": 365}}}},
    "every basket is touched": {},
}


def sales(count: int, now: int) -> Iterator[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
    """Give rows of sales with their lines, `EACH` of a member over the last year."""
    dice = random.Random(5)
    for number in range(1, count + 1):
        at = now - dice.randrange(360 * DAY_MS)
        rows = []
        for line in range(1, dice.choice((1, 2, 3, 3, 4, 5)) + 1):
            gross = dice.randrange(1, 180) * 5_000
            pieces = dice.choice((1, 1, 2)) * 1_000
            rows.append((number, line, dice.choice(GROUPS), None, pieces, gross, 0, gross, 0, 0, 0, 0, 0, 0))
        net = sum(row[5] for row in rows)
        member = None if dice.random() < 0.1 else f"m{number // EACH:07}"
        on = dt.datetime.fromtimestamp(at / 1_000, dt.UTC).date().isoformat()
        sale = (number, f"s{number}", "import", None, member, "b1", "t1", "owner", None, at, on)
        yield (*sale, net, 0, 0, net, net, 0, 0, 0, 0, "sold"), rows


def furnish(till: Till, session: Session) -> None:
    """Give the shop its groups and live offers."""
    groups = {"groups": [{"id": group, "margin": 60, "floor": 5} for group in GROUPS]}
    publish_policy(till, session, "groups", groups)
    dice = random.Random(7)
    with till.transaction(session.staff_id) as tx:
        for number in range(LIVE):
            text = policy_text(offer_document(dice, number))
            body = PolicyPublished(f"{PREFIX}offer-{number}", 1, text, policy_hash(text), "")
            tx.record("policy.published", body)


def fill(folder: Path, count: int) -> None:
    """Make a shop with a past of so many purchases."""
    till, session, _ = made_shop(folder)
    furnish(till, session)
    path, key, now = till.store.path, till.store.data_key, till.now()
    till.close()
    # As little at hand as the dry run keeps: the figure of memory below is to be its own.
    writer = connect(path, key, cache_kib=AT_HAND_KIB)
    writer.execute("BEGIN IMMEDIATE")
    for number in range(count // EACH + 1):
        name = f"m{number:07}"
        row = (name, 0, "2024-01-01", "b1", "owner", None, "import", "active", None, name, "t1")
        writer.execute(f"INSERT INTO member VALUES ({', '.join('?' * len(row))})", row)
    for number, (sale, rows) in enumerate(sales(count, now)):
        if number % EACH_COMMIT == 0:
            writer.execute("COMMIT")
            writer.execute("BEGIN IMMEDIATE")
        writer.execute(f"INSERT INTO sale VALUES ({', '.join('?' * len(sale))})", sale)
        writer.executemany(f"INSERT INTO sale_line VALUES ({', '.join('?' * len(rows[0]))})", rows)
    writer.execute("COMMIT")
    writer.close()


def memory() -> int:
    """Return the most memory this process and those it started have held, in MiB."""
    mine, theirs = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return max(mine, theirs) // 1_024


def processor() -> float:
    """Return the seconds of CPU of this process and of those it started."""
    times = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in times)


def main() -> None:
    """Print the figures."""
    count = report.sized(100_000, MILLION)
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), count)
        till, _ = opened_shop(Path(folder))
        for name, more in DRAFTS.items():
            began, spent = time.monotonic(), processor()
            found = dry_run(till, {"id": "draft", "benefits": OFF, **more})
            took, spent = time.monotonic() - began, processor() - spent
            report.line(f"{name}: CPU a purchase, reading included", spent * 1e6 / found.baskets, "µs")
            report.line(f"{name}: {found.uses:,} of {found.baskets:,} touched", took, "s")
            # CPU time over two cores: wall time says what else the machine was doing.
            report.below(f"{name}: a million on two cores", spent * MILLION / found.baskets / 2, "s", BAR_S)
        till.close()
    report.line("memory of the largest process", memory(), "MiB")


if __name__ == "__main__":
    main()
