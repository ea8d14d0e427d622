"""How long a quote takes: offers × lines, for a member with a past, seeded; prints medians and 95 % intervals.

Run: python tests/benchmarks/bench_quote.py [--quick]. The bar: 500 offers × 50 lines in 5 ms (median).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from loyalty.basket import Basket, Line
from loyalty.member import MemberSnapshot, Moment, Visit, moment_at
from loyalty.offers.offer import Offer
from loyalty.offers.parse import parse_offer
from loyalty.policy import Rules, read_rules
from loyalty.pricing.price import price, price_shortlist
from loyalty.pricing.shortlist import shortlist
from loyalty.quote import APPLIED, BEATEN, MARGIN

GROUPS = [f"G{number:02d}" for number in range(12)]
BAR_MS = 5.0


def make_moment() -> Moment:
    """Return a Saturday evening in Tehran."""
    return moment_at(1_795_271_400_000, "Asia/Tehran", "b1", "t1")


def make_rules(*, floor: bool) -> Rules:
    """Return rules of twelve groups; with a floor every margin is known and checked."""
    groups = [{"id": group, "margin": 60, "floor": 5} if floor else {"id": group} for group in GROUPS]
    return read_rules(
        {"earning": {"credit": {"percent": 5, "expires_days": 180}}, "groups": {"groups": groups}}
    )


def make_member(source: random.Random, on: dt.date) -> MemberSnapshot:
    """Return a silver member with 120 purchases in two years."""
    history = []
    for back in sorted(source.sample(range(1, 730), 120), reverse=True):
        net = source.randrange(50_000, 900_000)
        history.append(Visit(on - dt.timedelta(days=back), 0, net, ((source.choice(GROUPS), net),)))
    return MemberSnapshot(
        "m1",
        on - dt.timedelta(days=800),
        dt.date(1990, 4, 4),
        "silver",
        ("bronze", "silver"),
        frozenset({"vip"}),
        tuple(history),
    )


def make_basket(source: random.Random, lines: int) -> Basket:
    """Return a basket over all groups."""
    return Basket(
        tuple(
            Line(no, source.choice(GROUPS), source.randrange(10_000, 900_000)) for no in range(1, lines + 1)
        )
    )


def make_offer(source: random.Random, number: int) -> Offer:
    """Return one of a mix of offers; the table says how many are met."""
    group = source.choice(GROUPS)
    audience = source.choice(
        [
            {},
            {"tier_at_least": source.choice(["silver", "gold", "platinum"])},
            {"visits": {"op": ">", "value": source.randrange(5, 200), "window": {"days": 90}}},
            {"spent": {"op": ">", "amount": source.randrange(10**6, 10**9), "group": group}},
            {"all": [{"in_group": source.choice(["vip", "staff", "press"])}, {"member": True}]},
            {"hours": {"from": "16:00", "until": "20:00"}},
            {"birthday": {"days": 3}},
        ]
    )
    basket = source.choice(
        [
            {"basket_total": {"op": ">=", "amount": source.randrange(10**5, 10**7), "group": group}},
            {"basket_quantity": {"op": ">=", "value": source.randrange(1, 10), "group": group}},
            {"basket_has": {"product": f"p{number}"}},
            {"basket_has": {"group": group}},
        ]
    )
    benefit = source.choice(
        [
            {"discount": {"percent": source.randrange(1, 15), "of": {"group": group}}},
            {"discount": {"percent": source.randrange(1, 15)}},
            {"credit": {"percent": source.randrange(1, 4), "of": {"group": group}}},
            {"credit": {"percent": 8, "mode": "instead"}},
            {"points": {"times": 2}},
        ]
    )
    return parse_offer(
        {
            "id": f"offer-{number}",
            "audience": audience,
            "basket": basket,
            "benefits": [benefit],
            "priority": source.randrange(5),
        }
    )


def measure(call: Callable[[], object], runs: int) -> tuple[float, float, float]:
    """Return median and a 95 % interval of it, in milliseconds (order statistics)."""
    call()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1_000)
    times.sort()
    spread = round(0.98 * runs**0.5)
    return (
        statistics.median(times),
        times[max(0, runs // 2 - spread)],
        times[min(runs - 1, runs // 2 + spread)],
    )


def main() -> int:
    """Print the table; exit 1 when the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    runs = 40 if options.quick else 300
    moment, rows = make_moment(), []
    for floor in (False, True):
        rules = make_rules(floor=floor)
        for offers_number, lines in ((10, 10), (100, 10), (500, 10), (500, 50), (2_000, 50)):
            source = random.Random(7)
            member = make_member(source, moment.on)
            offers = [make_offer(source, number) for number in range(offers_number)]
            basket = make_basket(source, lines)
            known = shortlist(member, offers, rules, moment)
            quote = price_shortlist(basket, known)
            rows.append(
                {
                    "floor": floor,
                    "offers": offers_number,
                    "lines": lines,
                    "met": sum(v.verdict in (APPLIED, BEATEN, MARGIN) for v in quote.verdicts),
                    "applied": sum(verdict.verdict == APPLIED for verdict in quote.verdicts),
                    "whole_ms": measure(lambda: price(basket, member, offers, rules, moment), runs),
                    "per_key_ms": measure(lambda: price_shortlist(basket, known), runs),
                }
            )
    return report(rows, as_json=options.json)


def report(rows: list[dict[str, object]], *, as_json: bool) -> int:
    """Print the rows and return 1 when the bar is missed."""
    if as_json:
        print(json.dumps(rows))
    else:
        print("floor offers lines   met applied | price() ms            | price_shortlist() ms")
    worst = 0.0
    for row in rows:
        whole, per_key = row["whole_ms"], row["per_key_ms"]
        assert isinstance(whole, tuple) and isinstance(per_key, tuple)
        if not as_json:
            cells = [f"{each[0]:7.3f} [{each[1]:.3f}..{each[2]:.3f}]" for each in (whole, per_key)]
            print(
                f"{row['floor']!s:5} {row['offers']:6} {row['lines']:5} {row['met']:5} {row['applied']:7} | {cells[0]} | {cells[1]}"
            )
        if row["offers"] == 500:
            worst = max(worst, whole[0])
    return 1 if worst > BAR_MS else 0


if __name__ == "__main__":
    raise SystemExit(main())
