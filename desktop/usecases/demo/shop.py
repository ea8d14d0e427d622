"""Makes the demo shop: a shoe and bag shop of two branches, its past told day by day up to a moment.

Everything is made by the product: the shop by `new_shop`, its people by `add_staff`, each sale of Vanak by the
rules of pricing and the ledger. Tajrish joined with the books of its old till, so its purchases are imported
ones and its members' balances opening ones. The same seed tells the same story.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from random import Random

from desktop.models.keys import KeyStore, choose_keys
from desktop.models.log import Approval
from desktop.usecases.demo.baskets import make_basket
from desktop.usecases.demo.clocks import TravellingClock
from desktop.usecases.demo.counter import Counter
from desktop.usecases.demo.crowd import TAJRISH, VANAK, make_crowd
from desktop.usecases.demo.seasons import Days
from desktop.usecases.demo.stage import ZONE, Story, bring_members
from desktop.usecases.demo.story import goods, offer_documents, told
from desktop.usecases.demo.telling import tell
from desktop.usecases.importing.report import OnProgress
from desktop.usecases.new_shop import NewShop, new_shop
from desktop.usecases.open_till import open_till
from desktop.usecases.policies import rules_now
from desktop.usecases.products import set_products
from desktop.usecases.selling.parking import park
from desktop.usecases.sign_in import sign_in
from desktop.usecases.staff import NewStaff, add_staff
from desktop.usecases.staff_keys import HARDENED, KeyCost
from desktop.usecases.till import Till
from loyalty import jalali
from loyalty.clock import HOUR, MINUTE, SECOND, Clock, business_day, day_start
from loyalty.errors import require
from loyalty.ids import Entropy
from loyalty.kinds import BranchSet
from loyalty.words import Lang

PIN = "730614"
"""The PIN of everyone in the demo; a shop with real members is made with `new_shop`."""

MOST_MEMBERS, MOST_MONTHS = 100_000, 60


@dataclass(frozen=True, slots=True)
class DemoMade:
    """What was made: how many of each, who works there and the PIN they all have."""

    shop: str
    members: int
    sales: int
    refunds: int
    first_on: dt.date
    last_on: dt.date
    staff: tuple[tuple[str, str], ...]
    pin: str


def make_demo(
    folder: Path,
    *,
    members: int = 5_000,
    months: int = 18,
    seed: int = 1405,
    clock: Clock,
    today: dt.date | None = None,
    keys: KeyStore | None = None,
    key_cost: KeyCost = HARDENED,
    language: Lang = "fa",
    progress: OnProgress | None = None,
) -> DemoMade:
    """Make the demo shop in a folder that holds none, and return what it is.

    Its past ends at the clock's now, or on the evening of `today`. Raises `demo_size_wrong`, `shop_exists`.
    """
    _check("members", members, 1, MOST_MEMBERS)
    _check("months", months, 1, MOST_MONTHS)
    until = clock.now() if today is None else day_start(today, ZONE) + 18 * HOUR + 42 * MINUTE
    first = jalali.add_months(business_day(until, ZONE), -months)
    machine = _Machine(
        folder,
        TravellingClock(day_start(first, ZONE) + 8 * HOUR),
        Random(f"{seed}/bytes").randbytes,
        keys or choose_keys(),
        key_cost,
        language,
    )
    till = _new_till(machine)
    try:
        story = _begin(till, machine.clock, Random(seed), until, members)
        tell(story, progress or (lambda _: True), clock)
        _leave_open(story)
        return _made(story)
    finally:
        till.close()


@dataclass(frozen=True, slots=True)
class _Machine:
    folder: Path
    clock: TravellingClock
    entropy: Entropy
    keys: KeyStore
    key_cost: KeyCost
    language: Lang


def _new_till(machine: _Machine) -> Till:
    shop = told("shop")["shop"]
    new = NewShop(
        name=shop["name"],
        branch=shop["branches"][VANAK]["name"],
        owner_pin=PIN,
        address=shop["branches"][VANAK]["address"],
        zone=ZONE,
        trade="shoes",
        language=machine.language,
        owner_name=shop["owner"],
        till_code="V2",
        test=True,
        documents={**told("shop")["policies"], "groups": {"groups": told("catalogue")["groups"]}},
    )
    clock, entropy, keys, cost = machine.clock, machine.entropy, machine.keys, machine.key_cost
    new_shop(machine.folder, new, clock=clock, entropy=entropy, keys=keys, key_cost=cost)
    return open_till(
        machine.folder, clock=clock, keys=keys, entropy=entropy, language=machine.language, key_cost=cost
    )


def _made(story: Story) -> DemoMade:
    people = tuple((row["id"], row["name"]) for row in told("shop")["staff"])
    return DemoMade(
        shop=story.till.shop.business_id,
        members=sum(1 for one in story.crowd if one.member_id),
        sales=story.counter.sales + story.imported,
        refunds=story.counter.reversals,
        first_on=story.days.first,
        last_on=story.days.last,
        staff=(("owner", told("shop")["shop"]["owner"]), *people),
        pin=PIN,
    )


def _check(what: str, number: int, least: int, most: int) -> None:
    require(least <= number <= most, "demo_size_wrong", what=what, least=least, most=most)


def _begin(till: Till, clock: TravellingClock, dice: Random, until: int, members: int) -> Story:
    session = sign_in(till, "owner", PIN)
    first, last = business_day(clock.at, ZONE), business_day(until, ZONE)
    days = Days(first, last)
    tajrish = till.new_id()
    approvals = (Approval(session.staff_id, session.signer),)
    place = told("shop")["shop"]["branches"][TAJRISH]
    with till.transaction(session.staff_id) as tx:
        tx.record(
            "branch.set", BranchSet(tajrish, place["name"], place["address"], ZONE), approvals=approvals
        )
        rules = rules_now(tx)
    branches = {VANAK: till.shop.branch_id, TAJRISH: tajrish}
    for row in told("shop")["staff"]:
        branch = branches.get(row["branch"])
        add_staff(till, session, NewStaff(row["name"], row["level"], row["id"], PIN, branch))
    set_products(till, session, [good.product for good in goods()])
    counter = Counter(dice, rules, ZONE, till.shop.branch_id, till.shop.till_id, approvals)
    crowd = make_crowd(dice, members, days, (until - day_start(last, ZONE)) // SECOND)
    offers = offer_documents(last, branches)
    story = Story(till, session, clock, dice, days, until, crowd, counter, tajrish, offers)
    bring_members(story)
    return story


def _leave_open(story: Story) -> None:
    """Leave the till as a cashier left it a minute ago: a shift open, a basket put aside."""
    story.clock.travel(story.until)
    cashier = sign_in(story.till, "sana", PIN)
    basket = make_basket(story.dice, story.days.last, woman=True)
    someone = next((one for one in story.crowd if one.member_id and one.left), None)
    park(story.till, cashier, basket, someone.member_id if someone else None)
    story.till.store.checkpoint_when_idle()
