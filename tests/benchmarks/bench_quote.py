"""How long a quote takes: offers × lines, for a member with a past, seeded: from nothing, and at a key."""

from __future__ import annotations

import datetime as dt
import gc
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from loyalty.basket import Basket, Line
from loyalty.member import MemberSnapshot, Moment, Visit, moment_at
from loyalty.offers.offer import Offer
from loyalty.offers.parse import parse_offer
from loyalty.policy import Rules, read_rules
from loyalty.pricing.price import price, price_shortlist
from loyalty.pricing.shortlist import shortlist
from loyalty.quote import APPLIED, BEATEN, MARGIN
from tests.benchmarks import report

GROUPS = [f"G{number:02d}" for number in range(12)]
BAR_MS = 5.0


def make_moment() -> Moment:
    """Return a Saturday evening in Tehran."""
    return moment_at(1_795_271_400_000, "Asia/Tehran", "b1", "t1")


MARGINS = {"unknown": None, "wide": 60, "tight": 20}
"""Unknown margins are not checked; wide ones are and hold; tight ones break, so offers are tried one by one."""


def make_rules(margin: int | None) -> Rules:
    """Return rules of twelve groups with a margin and, where it is known, a floor of 5 %."""
    groups = [{"id": group, "margin": margin, "floor": 5 if margin else 0} for group in GROUPS]
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
    return parse_offer(offer_document(source, number))


def offer_document(source: random.Random, number: int) -> dict[str, Any]:
    """Return the document of one of a mix of offers."""
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
    return {
        "id": f"offer-{number}",
        "audience": audience,
        "basket": basket,
        "benefits": [benefit],
        "priority": source.randrange(5),
    }


def measure(call: Callable[[], object], runs: int) -> tuple[float, float, float]:
    """Return median and a 95 % interval of it, in milliseconds of CPU (order statistics)."""
    call()
    times = []
    for _ in range(runs):
        began = time.thread_time()
        call()
        times.append((time.thread_time() - began) * 1_000)
    times.sort()
    spread = round(0.98 * runs**0.5)
    return (
        statistics.median(times),
        times[max(0, runs // 2 - spread)],
        times[min(runs - 1, runs // 2 + spread)],
    )


def measure_beside(many: Callable[[], object], few: Callable[[], object], runs: int) -> float:
    """Return the median of one beside that of the other, both called by turns, collecting as the program does."""
    report.collect_as_the_program_does()
    took: tuple[list[float], list[float]] = ([], [])
    for turn in range(2 * runs):
        began = time.thread_time()
        (few if turn % 2 else many)()
        took[turn % 2].append(time.thread_time() - began)
    gc.enable()
    return statistics.median(took[0]) / statistics.median(took[1])


@dataclass(frozen=True)
class Row:
    """One line of the table: the case, how many offers are met and applied, and medians with their intervals."""

    margin: str
    offers: int
    lines: int
    met: int
    applied: int
    whole_ms: tuple[float, float, float]
    per_key_ms: tuple[float, float, float]


def make_case(
    margin: str, offers_number: int, lines: int
) -> tuple[Basket, MemberSnapshot, list[Offer], Rules, Moment]:
    """Return all that a quote is made from."""
    source, moment = random.Random(7), make_moment()
    member = make_member(source, moment.on)
    offers = [make_offer(source, number) for number in range(offers_number)]
    return make_basket(source, lines), member, offers, make_rules(MARGINS[margin]), moment


def from_nothing(margin: str, offers_number: int, lines: int) -> Callable[[], object]:
    """Return a call that prices a case from nothing."""
    told = make_case(margin, offers_number, lines)
    return lambda: price(*told)


def measure_case(margin: str, offers_number: int, lines: int, runs: int) -> Row:
    """Measure pricing from nothing and from a shortlist that is already made."""
    basket, *told = make_case(margin, offers_number, lines)
    known = shortlist(*told)
    found = [verdict.verdict for verdict in price_shortlist(basket, known).verdicts]
    return Row(
        margin,
        offers_number,
        lines,
        sum(verdict in (APPLIED, BEATEN, MARGIN) for verdict in found),
        found.count(APPLIED),
        measure(lambda: price(basket, *told), runs),
        measure(lambda: price_shortlist(basket, known), runs),
    )


def main() -> None:
    """Print medians by size, with a 95 % interval."""
    sizes = ((10, 10), (100, 10), (500, 10), (500, 50), (2_000, 50))
    runs = report.sized(40, 300)
    rows = {
        (margin, *size): measure_case(margin, *size, runs if size[0] < 2_000 else runs // 8)
        for margin in MARGINS
        for size in sizes
    }
    for row in rows.values():
        size = f"{row.offers} offers × {row.lines} lines, margin {row.margin}"
        print(f"  {size}: {row.met} met, {row.applied} applied")
        for name, (middle, low, high) in (("from nothing", row.whole_ms), ("a key", row.per_key_ms)):
            # Tight margins make offers be tried one by one: shown, without a bar.
            told = f"    {name}, median [{low:.2f}..{high:.2f}]"
            if row.offers == 500 and row.margin != "tight":
                report.below(told, middle, "ms", BAR_MS)
            else:
                report.line(told, middle, "ms")
    many, few = (from_nothing("wide", offers_number, 10) for offers_number in (500, 100))
    beside = measure_beside(many, few, 5 * runs)
    report.below("500 offers beside 100, 10 lines, by turns", beside, "x", 2.5)


if __name__ == "__main__":
    main()
