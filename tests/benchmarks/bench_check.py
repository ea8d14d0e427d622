"""What the check of a draft costs while its manager types: beside 24 live offers, in 12 groups and 4 tiers; and its advice.

Run: python -m tests.benchmarks.bench_check
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from loyalty.offers.advice import advise
from loyalty.offers.offer import Offer
from loyalty.offers.worst_case import LOSES, check_profit
from tests.benchmarks import report
from tests.loyalty.offers.shop import at, credit, off, offer, rules

ROUNDS = 12
GROUPS = 12
LIVE = 24


def live_offer(number: int) -> Offer:
    """Return one of six kinds of live offers: for all, for few, of one group, of points, by basket, below every floor."""
    group = f"G{number % GROUPS}"
    kinds: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
        (off(5 + number % 7), {}),
        (credit(10 + number % 5), {"audience": {"visits": {"op": ">=", "value": 3}}}),
        ({"discount": {"percent": 20, "of": {"group": group}}}, {}),
        ({"points": {"times": 2}}, {"place": "points"}),
        (credit(15, mode="instead"), {"basket": {"basket_total": {"op": ">=", "amount": 500_000}}}),
        (off(60), {"audience": {"tier_is": "silver"}}),
    )
    benefit, fields = kinds[number % len(kinds)]
    return offer(f"live-{number}", benefit, **fields)


def median_cpu_ms(action: Callable[[], object]) -> float:
    """Return the median CPU time of an action in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        action()
        times.append(time.process_time() - began)
    return statistics.median(times) * 1e3


def main() -> None:
    """Print the check of a draft that pays its way beside the live ones, of one that never works beside them, and advice."""
    by = rules(5, margin={f"G{n}": 20 + n * 4 for n in range(GROUPS)}, floor=3)
    live = [live_offer(number) for number in range(LIVE)]
    report.line(f"{LIVE} live offers, {GROUPS} groups, 4 tiers", LIVE, "offers")
    drafts = {
        "a draft that works beside them": offer("draft", off(45), credit(20)),
        "one that makes way for richer ones": offer("draft", off(10), audience={"member": True}),
    }
    for name, draft in drafts.items():
        report.line(
            f"check of {name}, CPU", median_cpu_ms(lambda d=draft: check_profit(d, live, by, at())), "ms"
        )
    draft = drafts["a draft that works beside them"]
    found = check_profit(draft, live, by, at())
    losing = list(dict.fromkeys(row.group for row in found.groups if row.applies and row.verdict == LOSES))
    began = time.process_time()
    advise(draft, live, by, at(), groups=losing)
    report.line(
        f"what would pay, on {len(losing)} groups that lose, CPU", (time.process_time() - began) * 1e3, "ms"
    )


if __name__ == "__main__":
    main()
