"""Makes the demo shop: a shoe and bag shop of two branches, its past told day by day up to a moment.

Everything is made by the product: the shop by `new_shop`, its people by `add_staff`, each sale of Vanak by the
rules of pricing and the ledger. Tajrish joined with the books of its old till, so its purchases are imported
ones and its members' balances opening ones. The same seed tells the same story.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from desktop.models.keys import KeyStore, choose_keys
from desktop.models.log import Approval, Tx
from desktop.models.queries.lots import expired_lots
from desktop.models.queries.shop import control_totals, open_shift
from desktop.usecases.demo.baskets import make_basket
from desktop.usecases.demo.clocks import TravellingClock
from desktop.usecases.demo.counter import Counter, card_id, fold_in, person_of, remember_visit
from desktop.usecases.demo.crowd import TAJRISH, VANAK, Coming, Someone, make_comings, make_crowd
from desktop.usecases.demo.seasons import Days
from desktop.usecases.demo.story import goods, offer_documents, told
from desktop.usecases.importing.job import in_batches
from desktop.usecases.importing.report import OnProgress, Progress
from desktop.usecases.new_shop import NewShop, new_shop
from desktop.usecases.open_till import open_till
from desktop.usecases.policies import policy_hash, policy_text, rules_now
from desktop.usecases.products import set_products
from desktop.usecases.selling.parking import park
from desktop.usecases.selling.shifts import totals_of
from desktop.usecases.sign_in import Session, sign_in
from desktop.usecases.staff import NewStaff, add_staff
from desktop.usecases.staff_keys import HARDENED, KeyCost
from desktop.usecases.till import Till
from loyalty import jalali
from loyalty.clock import HOUR, MINUTE, SECOND, Clock, business_day, day_start
from loyalty.errors import require
from loyalty.ids import fixed_id
from loyalty.kinds import (
    BUSINESS_SCOPE,
    CREDIT,
    BranchSet,
    CardChange,
    EntryAdjusted,
    Grant,
    ImportedMembers,
    ImportedSales,
    LotExpired,
    LotsOpened,
    MemberImported,
    PolicyPublished,
    SaleImported,
    ShiftClosed,
    ShiftOpened,
    SoldLine,
    branch_scope,
)
from loyalty.offers.parse import parse_offer
from loyalty.words import Lang

ZONE = "Asia/Tehran"
PIN = "730614"
"""The PIN of everyone in the demo; a shop with real members is made with `new_shop`."""

MOST_MEMBERS, MOST_MONTHS = 100_000, 60
DAYS_A_COMMIT = 5
"""The past is told a few days at a time: waiting for the disk after each would be most of the work."""

_FLOAT = 3_000_000


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
    last = business_day(until, ZONE)
    dice = Random(seed)
    travelling = TravellingClock(day_start(jalali.add_months(last, -months), ZONE) + 8 * HOUR)
    store_keys = keys or choose_keys()
    shop = told("shop")["shop"]
    new = NewShop(
        name=shop["name"],
        branch=shop["branches"][VANAK]["name"],
        owner_pin=PIN,
        address=shop["branches"][VANAK]["address"],
        zone=ZONE,
        trade="shoes",
        language=language,
        owner_name=shop["owner"],
        till_code="V2",
        test=True,
        documents={**told("shop")["policies"], "groups": {"groups": told("catalogue")["groups"]}},
    )
    entropy = Random(f"{seed}/bytes").randbytes
    made = new_shop(folder, new, clock=travelling, entropy=entropy, keys=store_keys, key_cost=key_cost)
    till = open_till(
        folder, clock=travelling, keys=store_keys, entropy=entropy, language=language, key_cost=key_cost
    )
    try:
        story = _begin(till, travelling, dice, last, until, members)
        _tell(story, progress or (lambda _: True), clock)
        _leave_open(story)
        people = tuple((row["id"], row["name"]) for row in told("shop")["staff"])
        counter = story.counter
        sold = counter.sales + story.imported
        staff = (("owner", shop["owner"]), *people)
        joined = sum(1 for one in story.crowd if one.member_id)
        return DemoMade(made.shop, joined, sold, counter.reversals, story.days.first, last, staff, PIN)
    finally:
        till.close()


def _check(what: str, number: int, least: int, most: int) -> None:
    require(least <= number <= most, "demo_size_wrong", what=what, least=least, most=most)


@dataclass(slots=True)
class Story:
    """The demo while it is told."""

    till: Till
    session: Session
    clock: TravellingClock
    dice: Random
    days: Days
    until: int
    crowd: list[Someone]
    counter: Counter
    tajrish: str
    offers: list[tuple[dt.date, dict[str, Any]]]
    takings_back: list[tuple[int, int, str, int]] = field(default_factory=list)
    sales_there: list[SaleImported] = field(default_factory=list)
    joined_there: list[Someone] = field(default_factory=list)
    imported: int = 0


def _begin(
    till: Till, clock: TravellingClock, dice: Random, last: dt.date, until: int, members: int
) -> Story:
    session = sign_in(till, "owner", PIN)
    first = business_day(clock.at, ZONE)
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
    _bring_members(story)
    return story


def _bring_members(story: Story) -> None:
    """Take over those who were in the club before, and what they held there."""
    before = [one for one in story.crowd if one.before]
    for start in range(0, len(before), 500):
        with story.till.transaction(story.session.staff_id) as tx:
            _import_members(story, tx, before[start : start + 500])
            for one in before[start : start + 500]:
                if story.dice.random() < 0.35:
                    _open_balance(story, tx, one)


def _import_members(story: Story, tx: Tx, joining: list[Someone]) -> None:
    shop = story.till.shop
    rows = []
    for one in joining:
        one.member_id = one.member_id or fixed_id(shop.business_id, "demo", "member", str(one.place))
        branch = shop.branch_id if one.home == VANAK else story.tajrish
        at = day_start(one.joined_on, ZONE) + one.joined_second * SECOND
        rows.append(MemberImported(one.member_id, at, branch))
    tx.record("member.imported", ImportedMembers(tuple(rows)), approvals=story.counter.approvals)
    tx.set_people({one.member_id: person_of(one) for one in joining})
    for one in joining:
        if one.card:
            tx.record(
                "card.issued", CardChange(one.member_id, card_id(one)), approvals=story.counter.approvals
            )


def _open_balance(story: Story, tx: Tx, one: Someone) -> None:
    dice = story.dice
    amount = dice.randrange(6, 60) * 10_000
    ends = day_start(story.days.first + dt.timedelta(days=dice.randrange(60, 330)), ZONE)
    own = one.home == TAJRISH and dice.random() < 0.3
    branch = story.till.shop.branch_id if one.home == VANAK else story.tajrish
    scope = branch_scope(branch) if own else BUSINESS_SCOPE
    grant = Grant(CREDIT, scope, amount, tx.at, ends, "opening")
    body = LotsOpened(one.member_id, tx.at, branch, (grant,), fixed_id(one.member_id, "opening"))
    recorded = tx.record("lots.opened", body, approvals=story.counter.approvals)
    fold_in(one, recorded.fact_id, tx.at, branch, body)


def _tell(story: Story, progress: OnProgress, clock: Clock) -> None:
    comings = iter(make_comings(story.dice, story.crowd, story.days))
    count = (story.days.last - story.days.first).days + 1
    began = clock.steady()
    place = 0
    for run in in_batches(_by_day(comings, story.days), DAYS_A_COMMIT):
        with story.till.transaction(story.session.staff_id) as tx:
            for on, today in run:
                _tell_day(story, tx, on, today)
        place += len(run)
        spent = max(1, clock.steady() - began)
        left = (count - place) * spent // place
        progress(Progress("demo", place, count, place * 1_000 // spent, left))


def _by_day(comings: Iterator[Coming], days: Days) -> Iterator[tuple[dt.date, list[Coming]]]:
    coming = next(comings, None)
    on = days.first
    while on <= days.last:
        today = []
        while coming is not None and coming.on == on:
            today.append(coming)
            coming = next(comings, None)
        yield on, today
        on += dt.timedelta(days=1)


def _tell_day(story: Story, tx: Tx, on: dt.date, today: list[Coming]) -> None:
    counter, midnight = story.counter, day_start(on, ZONE)
    last_day = on == story.days.last
    go = _going(story, tx)
    go(midnight + 9 * HOUR + 30 * MINUTE)
    _publish_due(story, tx, on)
    counter.begin_day(on)
    go(midnight + 9 * HOUR + 50 * MINUTE)
    opener = "sana" if on.toordinal() % 3 else "mahsa"
    counter.shift_id = tx.record("shift.opened", ShiftOpened(_FLOAT), staff_id=opener).fact_id
    for at, act in _acts(story, midnight, today):
        if at < story.until:
            go(at)
            act(tx, on, "sana" if at < midnight + 16 * HOUR else "pouya")
    counter.flush_people(tx)
    _flush_there(story, tx)
    if on.weekday() == 0:
        _goodwill(story, tx)
    if not last_day:
        go(midnight + 22 * HOUR + 10 * MINUTE)
        _close(story, tx, on)


def _going(story: Story, tx: Tx) -> Callable[[int], None]:
    return lambda at: story.clock.travel(min(at, story.until), tx)


Act = Callable[[Tx, dt.date, str], None]


def _acts(story: Story, midnight: int, today: list[Coming]) -> list[tuple[int, Act]]:
    acts = [(midnight + coming.second * SECOND, _coming_act(story, coming)) for coming in today]
    while story.takings_back and story.takings_back[0][0] < midnight + 22 * HOUR:
        at, _, sale_id, place = heapq.heappop(story.takings_back)
        acts.append((at, _taking_act(story, sale_id, place)))
    return sorted(acts, key=lambda act: act[0])


def _coming_act(story: Story, coming: Coming) -> Act:
    one = story.crowd[coming.place] if coming.place >= 0 else None
    if coming.branch == TAJRISH:
        return lambda tx, on, _: _sell_there(story, tx, one, on)
    return lambda tx, on, staff: _sell_here(story, tx, one, on, staff)


def _taking_act(story: Story, sale_id: str, place: int) -> Act:
    one = story.crowd[place] if place >= 0 else None
    return lambda tx, _, staff: story.counter.take_back(tx, one, sale_id, staff)


def _sell_here(story: Story, tx: Tx, one: Someone | None, on: dt.date, staff: str) -> None:
    counter, dice = story.counter, story.dice
    if one is not None and not one.member_id:
        counter.enrol(tx, one, staff)
    sale_id = counter.sell(tx, one, on, staff)
    luck = dice.random()
    if luck < 0.003:
        story.clock.travel(story.clock.at + 40 * SECOND, tx)
        counter.undo(tx, one, sale_id, staff)
    elif luck < 0.03:
        back_on = on + dt.timedelta(days=dice.randrange(1, 7))
        at = day_start(back_on, ZONE) + dice.randrange(11 * 60, 21 * 60) * MINUTE
        heapq.heappush(story.takings_back, (at, counter.sales, sale_id, one.place if one else -1))


def _sell_there(story: Story, tx: Tx, one: Someone | None, on: dt.date) -> None:
    """Note a purchase at Tajrish, which comes in with the books of its own till in the evening."""
    if one is not None and not one.member_id:
        one.member_id = fixed_id(story.till.shop.business_id, "demo", "member", str(one.place))
        story.joined_there.append(one)
    basket = make_basket(story.dice, on, one.woman if one else story.dice.random() < 0.6)
    off = story.dice.choices((0, 5, 10), (80, 12, 8))[0]
    lines = tuple(
        SoldLine(
            line.line_no,
            line.group,
            line.product_id,
            line.quantity,
            line.gross,
            line.gross * off // 100,
            0,
            line.vat_rate,
        )
        for line in basket.lines
    )
    gross, net = basket.gross, sum(line.net for line in lines)
    story.imported += 1
    number = f"T1-{story.imported:06d}"
    sale_id = fixed_id(story.till.shop.business_id, "demo", "purchase", number)
    member_id = one.member_id if one else None
    sale = SaleImported(
        sale_id, None, member_id, story.tajrish, tx.at, gross, gross - net, 0, net, lines, number, "T1"
    )
    story.sales_there.append(sale)
    if one is not None:
        remember_visit(one, on, tx.at, net, lines, net // 10_000)


def _flush_there(story: Story, tx: Tx) -> None:
    approvals = story.counter.approvals
    if story.joined_there:
        _import_members(story, tx, story.joined_there)
        story.joined_there.clear()
    for start in range(0, len(story.sales_there), 500):
        body = ImportedSales(tuple(story.sales_there[start : start + 500]))
        tx.record("sale.imported", body, approvals=approvals)
    story.sales_there.clear()


def _publish_due(story: Story, tx: Tx, on: dt.date) -> None:
    counter = story.counter
    while story.offers and story.offers[0][0] <= on:
        _, document = story.offers.pop(0)
        text = policy_text(document)
        body = PolicyPublished(f"offer:{document['id']}", 1, text, policy_hash(text), "")
        tx.record("policy.published", body, staff_id="owner", approvals=counter.approvals)
        counter.offers.append(parse_offer(document, version=1, terms=counter.rules.earning.terms))


def _goodwill(story: Story, tx: Tx) -> None:
    """Give a member something by hand: once a week, and now and then for Vanak alone."""
    one = story.crowd[story.dice.randrange(len(story.crowd))]
    if not one.member_id or not one.visits:
        return
    scope = BUSINESS_SCOPE if story.dice.random() < 0.6 else branch_scope(story.tajrish)
    ends = day_start(business_day(tx.at, ZONE) + dt.timedelta(days=61), ZONE)
    grant = Grant(CREDIT, scope, story.dice.randrange(3, 13) * 10_000, tx.at, ends, "adjusted")
    body = EntryAdjusted(one.member_id, (grant,), (), "goodwill")
    recorded = tx.record("entry.adjusted", body, staff_id="negar", approvals=story.counter.approvals)
    fold_in(one, recorded.fact_id, tx.at, story.counter.branch_id, body)


def _close(story: Story, tx: Tx, on: dt.date) -> None:
    counter = story.counter
    shift = open_shift(tx, counter.till_id)
    assert shift is not None
    totals = totals_of(tx, shift)
    short = story.dice.choices((0, -20_000, 10_000, -50_000), (88, 6, 4, 2))[0]
    counted = max(0, totals.expected + short)
    tx.record(
        "shift.closed",
        ShiftClosed(shift.shift_id, totals.expected, counted, totals.tenders),
        staff_id="pouya",
    )
    while gone := expired_lots(tx, tx.at):
        tx.record("lot.expired", LotExpired(gone), staff_id="negar")
    control = control_totals(tx, counter.till_id, on)
    tx.record("till.closed", control, staff_id="negar", approvals=counter.approvals)


def _leave_open(story: Story) -> None:
    """Leave the till as a cashier left it a minute ago: a shift open, a basket put aside."""
    story.clock.travel(story.until)
    cashier = sign_in(story.till, "sana", PIN)
    basket = make_basket(story.dice, story.days.last, woman=True)
    someone = next((one for one in story.crowd if one.member_id and one.left), None)
    park(story.till, cashier, basket, someone.member_id if someone else None)
    story.till.store.checkpoint_when_idle()
