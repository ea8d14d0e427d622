"""What one more key in the basket costs at the counter: 50 lines × 500 live offers through the use case, on a real file.

The member has a past of 120 purchases. Each round changes the basket, as a key does; `first` is the key that brings
the member in, when nothing is known of them yet. Bar: median 5 ms, p99 20 ms.
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from desktop.usecases.offers.shelf import PREFIX
from desktop.usecases.policies import policy_hash, policy_text, publish_policy
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.pricing import price_basket
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Basket, Tender
from loyalty.kinds import PolicyPublished
from tests.benchmarks import report
from tests.benchmarks.bench_quote import GROUPS, offer_document
from tests.benchmarks.shops import made_shop

OFFERS, LINES, VISITS, ROUNDS = 500, 50, 120, 300


def furnish(till: Till, session: Session, member_id: str) -> None:
    """Give the shop its groups and offers, and the member a past."""
    groups = {"groups": [{"id": group, "margin": 60, "floor": 5} for group in GROUPS]}
    publish_policy(till, session, "groups", groups)
    dice = random.Random(7)
    for n in range(VISITS):
        basket = basket_of([group_line(till, dice.choice(GROUPS), 50_000 + n)])
        checkout(till, session, basket, member_id, (Tender("cash", 50_000 + n),), paper=False)
    with till.transaction(session.staff_id) as tx:
        for number in range(OFFERS):
            text = policy_text(offer_document(dice, number))
            body = PolicyPublished(f"{PREFIX}offer-{number}", 1, text, policy_hash(text), "")
            tx.record("policy.published", body)


def rung(till: Till, dice: random.Random, lines: int = LINES) -> Basket:
    """Return a basket over all groups."""
    return basket_of(
        [group_line(till, dice.choice(GROUPS), dice.randrange(10_000, 900_000)) for _ in range(lines)]
    )


def timed(till: Till, basket: Basket, member_id: str | None) -> float:
    """Return the milliseconds of CPU of one quote."""
    began = time.thread_time()
    price_basket(till, basket, member_id)
    return (time.thread_time() - began) * 1_000


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        till, session, ids = made_shop(Path(folder), members=60)
        furnish(till, session, ids[0])
        dice, keys, firsts = random.Random(3), list[float](), list[float]()
        price_basket(till, rung(till, dice), ids[0])
        report.collect_as_the_program_does()
        for turn in range(ROUNDS):
            if turn % 6 == 0:
                firsts.append(timed(till, rung(till, dice), ids[1 + turn // 6]))
                price_basket(till, rung(till, dice), ids[0])
            keys.append(timed(till, rung(till, dice), ids[0]))
        till.close()
    report.spread("a key, 50 lines × 500 offers", keys)
    report.below("a key, 50 lines × 500 offers, median", report.at(keys, 50), "ms", 5)
    report.below("a key, 50 lines × 500 offers, p99", report.at(keys, 99), "ms", 20)
    report.line("the key that brings a member, median", report.at(firsts, 50), "ms")


if __name__ == "__main__":
    main()
