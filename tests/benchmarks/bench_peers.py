"""Quotes beside django-oscar, and conditions beside two engines of rules: the same questions, the same answers, one run.

What oscar can express too: a percentage off a group of products for a basket with so many units of it, where the higher
percentage has the higher priority, so that its order and our best deal must agree. The engines of rules get a member's
figures ready in a dictionary; ours works them out of the visits and says what is missing.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

from loyalty.basket import Basket, Line
from loyalty.conditions.evaluate import judge
from loyalty.conditions.parse import parse_condition
from loyalty.conditions.situation import Contents, Situation, past_of
from loyalty.conditions.verdict import Met
from loyalty.member import MemberSnapshot
from loyalty.offers.offer import Offer
from loyalty.offers.parse import parse_offer
from loyalty.policy import read_rules
from loyalty.pricing.price import price
from tests.benchmarks import report
from tests.benchmarks.bench_quote import GROUPS, make_member, make_moment
from tests.benchmarks.peers import ask

SIZES = ((10, 10), (100, 10), (500, 10), (500, 50))
RULES = 500
ROUNDS = 7

Told = tuple[str, int, int, int]
"""An offer both can express: group, percentage, units needed, priority."""
Rows = list[tuple[str, int]]


def told_offers(source: random.Random, number: int) -> list[Told]:
    """Return offers; within a group the higher percentage comes first."""
    rows = ((source.choice(GROUPS), source.randrange(1, 40), source.randrange(1, 7)) for _ in range(number))
    return [(group, percent, units, percent) for group, percent, units in rows]


def told_baskets(source: random.Random, lines: int) -> list[Rows]:
    """Return baskets of units whose percentages are whole amounts, since each rounds in its own way."""
    return [
        [(source.choice(GROUPS), 1_000 * source.randrange(10, 900)) for _ in range(lines)] for _ in range(3)
    ]


def our_offer(number: int, told: Told) -> Offer:
    """Return an offer in our language."""
    group, percent, units, priority = told
    return parse_offer(
        {
            "id": f"offer-{number}",
            "basket": {"basket_quantity": {"op": ">=", "value": units, "group": group}},
            "benefits": [{"discount": {"percent": percent, "of": {"group": group}}}],
            "priority": priority,
        }
    )


def best(call: Callable[[], Any]) -> tuple[Any, float]:
    """Return what a call gives and its best CPU time, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        found = call()
        times.append((time.process_time() - began) * 1e3)
    return found, min(times)


def beside_oscar(offers: int, lines: int) -> None:
    """Compare totals and times of one size."""
    source = random.Random(offers + lines)
    told, baskets = told_offers(source, offers), told_baskets(source, lines)
    theirs = ask("oscar", {"offers": told, "baskets": baskets, "rounds": 3 if offers * lines < 5_000 else 1})
    if theirs is None:
        return
    rules = read_rules({"groups": {"groups": [{"id": group} for group in GROUPS]}})
    ours = [our_offer(number, row) for number, row in enumerate(told)]
    for rows, total, took in zip(baskets, theirs["totals"], theirs["ms"], strict=True):
        basket = Basket(tuple(Line(no, group, paid) for no, (group, paid) in enumerate(rows, start=1)))
        quote, ms = best(lambda basket=basket: price(basket, None, ours, rules, make_moment()))
        assert quote.totals.discount == total, (quote.totals.discount, total)
        report.line(f"{offers} offers × {lines} lines: oscar; ours", took, "ms", f"{ms:.3f} ms")
    report.line("  oscar beside ours", took / ms, "times", "≥ 400 times", took / ms >= 400)


def told_rule(source: random.Random) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Return one rule in three languages: of rule-engine, of json-logic, and ours."""
    kind = source.randrange(4)
    if kind == 0:
        rank, tier = source.choice(list(enumerate(("bronze", "silver"))))
        return f"tier >= {rank}", {">=": [{"var": "tier"}, rank]}, {"tier_at_least": tier}
    if kind == 1:
        value = source.randrange(1, 40)
        ours = {"visits": {"op": ">", "value": value, "window": {"days": 90}}}
        return f"visits > {value}", {">": [{"var": "visits"}, value]}, ours
    if kind == 2:
        group, amount = source.choice(GROUPS), source.randrange(10**6, 10**7)
        ours = {"spent": {"op": ">", "amount": amount, "group": group}}
        return f"spent_{group} > {amount}", {">": [{"var": f"spent_{group}"}, amount]}, ours
    first, second = told_rule(source), told_rule(source)
    return (
        f"({first[0]}) and ({second[0]})",
        {"and": [first[1], second[1]]},
        {"all": [first[2], second[2]]},
    )


def facts_of(member: MemberSnapshot) -> dict[str, int]:
    """Return what the rules ask of a member, worked out for the other engines beforehand."""
    on = make_moment().on
    spent = dict.fromkeys((f"spent_{group}" for group in GROUPS), 0)
    for visit in member.history:
        for group, paid in visit.by_group:
            spent[f"spent_{group}"] += paid
    return {"tier": 1, "visits": sum((on - visit.on).days <= 90 for visit in member.history), **spent}


def beside_rules() -> None:
    """Compare the verdicts on one member and the times of them."""
    source = random.Random(3)
    member = make_member(source, make_moment().on)
    told = [told_rule(source) for _ in range(RULES)]
    theirs = ask("rules", {"facts": facts_of(member), "rules": [row[:2] for row in told], "rounds": ROUNDS})
    if theirs is None:
        return
    conditions = [parse_condition(row[2]) for row in told]

    def all_judged() -> list[bool]:
        moment = make_moment()
        situation = Situation(member, past_of(member, moment), Contents(()), moment)
        return [isinstance(judge(condition, situation), Met) for condition in conditions]

    holds, ms = best(all_judged)
    report.line(f"{RULES} rules on one member, ours", ms, "ms", f"{sum(holds)} hold")
    for name, answer in theirs.items():
        assert answer["holds"] == holds, name
        report.line(f"{name}, the same verdicts", answer["ms"], "ms")
        report.line(f"  {name} beside ours", answer["ms"] / ms, "times")


def main() -> None:
    """Print the figures."""
    for size in SIZES:
        beside_oscar(*size)
    beside_rules()


if __name__ == "__main__":
    main()
