"""Tells the demo's past: day after day the till opens, sells, takes back and closes, both branches side by side."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Callable, Iterator

from desktop.models.log import Tx
from desktop.models.queries.days import control_totals
from desktop.models.queries.lots import expired_lots
from desktop.models.queries.shifts import open_shift
from desktop.usecases.demo.baskets import make_basket
from desktop.usecases.demo.counter import fold_in, remember_visit
from desktop.usecases.demo.crowd import TAJRISH, Coming, Someone, make_comings
from desktop.usecases.demo.seasons import Days
from desktop.usecases.demo.stage import ZONE, Story, import_members
from desktop.usecases.importing.job import in_batches
from desktop.usecases.importing.report import OnProgress, Progress
from desktop.usecases.policies import policy_hash, policy_text
from desktop.usecases.selling.shifts import totals_of
from loyalty.clock import HOUR, MINUTE, SECOND, Clock, business_day, day_start
from loyalty.ids import fixed_id
from loyalty.kinds import (
    BUSINESS_SCOPE,
    CREDIT,
    EntryAdjusted,
    Grant,
    ImportedSales,
    LotExpired,
    PolicyPublished,
    SaleImported,
    ShiftClosed,
    ShiftOpened,
    SoldLine,
    branch_scope,
)
from loyalty.offers.parse import parse_offer

DAYS_A_COMMIT = 5
"""The past is told a few days at a time: waiting for the disk after each would be most of the work."""

_FLOAT = 3_000_000


def tell(story: Story, progress: OnProgress, clock: Clock) -> None:
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
        import_members(story, tx, story.joined_there)
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
