"""What must hold of every club, as checks over generated scripts of buying, spending, giving back and waiting.

Each check is a plain function of a generated `Script`, so that `test_ledger_properties` can run it, and run it again on a
planted bug and see it fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from loyalty import ledger, lots, reversal, sale_parts
from loyalty.clock import business_day, day_end
from loyalty.errors import LoyaltyError
from loyalty.kinds import (
    BUSINESS_SCOPE,
    CREDIT,
    Grant,
    LotAmount,
    Owed,
    Reversal,
    SaleRecorded,
    SoldLine,
    branch_scope,
)
from loyalty.refund_rules import RefundRules
from tests.loyalty.club import BRANCH, OTHER_BRANCH, POINTS, START, ZONE, Club, Plan, line

# -- scripts ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sell:
    lines: tuple[SoldLine, ...]
    credit: int
    """Percent of what could be paid with credit."""


@dataclass(frozen=True)
class Refund:
    sale: int
    pieces: tuple[int, ...]


@dataclass(frozen=True)
class Void:
    sale: int


@dataclass(frozen=True)
class Give:
    amount: int
    days: int | None
    scope: str
    vests: int


@dataclass(frozen=True)
class Wait:
    days: int
    sweep: bool


Act = Sell | Refund | Void | Give | Wait


@dataclass(frozen=True)
class Script:
    """A club's rules, what happens, a last sale, and the order in which everything comes back at the end."""

    plan: Plan
    rules: RefundRules
    acts: tuple[Act, ...]
    last: Sell
    seed: int


def a_line(number: int, values: tuple[int, int, int, bool]) -> SoldLine:
    net, units, discount, divisible = values
    return line(number, net, units, discount=discount, divisible=divisible)


LINES = st.lists(
    st.tuples(st.integers(0, 150), st.integers(1, 5), st.integers(0, 20), st.booleans()),
    min_size=1,
    max_size=3,
).map(lambda rows: tuple(a_line(place, row) for place, row in enumerate(rows, 1)))
SELLS = st.builds(Sell, LINES, st.sampled_from([0, 0, 30, 100, 100]))
REFUNDS = st.builds(Refund, st.integers(0, 5), st.tuples(*[st.integers(0, 3)] * 3))
GIVES = st.builds(
    Give,
    st.integers(1, 120),
    st.sampled_from([None, 1, 2, 40]),
    st.sampled_from([BUSINESS_SCOPE, BUSINESS_SCOPE, branch_scope(BRANCH), branch_scope(OTHER_BRANCH)]),
    st.sampled_from([0, 0, 1]),
)
WAITS = st.builds(Wait, st.integers(0, 4), st.booleans())
PLANS = st.builds(
    Plan,
    rate=st.sampled_from([0, 100_000, 333_333, 900_000]),
    lives=st.sampled_from([None, 1, 3, 40]),
    vests=st.sampled_from([0, 0, 2]),
    bonus=st.sampled_from([0, 250_000]),
    bonus_points=st.sampled_from([0, 7]),
    points_each=st.sampled_from([3, 10]),
)
RULES = st.builds(
    RefundRules, shortfall=st.sampled_from(["withhold", "owe"]), grace_days=st.sampled_from([0, 3, 30, 30])
)
ACTS = st.lists(
    st.one_of(SELLS, SELLS, REFUNDS, REFUNDS, GIVES, WAITS, st.builds(Void, st.integers(0, 5))), max_size=9
).map(tuple)
PLAIN = st.builds(Script, PLANS, RULES, ACTS, SELLS, st.integers(0, 2**32))
DEBTS = st.tuples(
    LINES.map(lambda lines: Sell(lines, 0)),
    LINES.map(lambda lines: Sell(lines, 100)),
    st.just(Refund(0, (3, 3, 3))),
)
INDEBTED = st.builds(
    lambda script, debt: replace(
        script,
        plan=replace(script.plan, rate=900_000, vests=0),
        rules=replace(script.rules, shortfall="owe"),
        acts=debt + script.acts[:4],
    ),
    PLAIN,
    DEBTS,
)
SCRIPTS = st.one_of(PLAIN, PLAIN, INDEBTED)
"""Lives of a member; in some of them the member has spent what they then owe."""

CYCLES = st.tuples(
    st.builds(Give, st.integers(20, 120), st.sampled_from([1, 2]), st.just(BUSINESS_SCOPE), st.just(0)),
    SELLS.map(lambda act: Sell(act.lines, 100)),
    st.builds(Wait, st.integers(1, 4), st.booleans()),
    st.builds(Refund, st.integers(0, 2), st.just((3, 3, 3))),
)
AGEING = st.builds(
    lambda script, cycles: replace(script, acts=tuple(act for cycle in cycles for act in cycle)),
    SCRIPTS,
    st.lists(CYCLES, min_size=2, max_size=3),
)
"""Scripts in which credit is spent, expires, comes back, is spent and expires again."""


def sell(club: Club, act: Sell) -> str:
    credit = min(club.spendable(), sum(one.net for one in act.lines)) * act.credit // 100
    return club.sell(*act.lines, credit=credit)


def refund_some(club: Club, sale: str, pieces: Sequence[int]) -> None:
    """Refund some pieces of each line that is left; a weighed line comes whole or not at all."""
    whole = {one.line_no for one in club.sales[sale].lines if one.divisible}
    picked = [
        (no, left, pick * 1_000) for (no, left), pick in zip(club.left(sale), pieces, strict=False) if pick
    ]
    parts = [(no, left if no in whole else min(pick, left)) for no, left, pick in picked]
    if parts:
        club.refund_quantities(sale, parts)


def act_on(club: Club, act: Act) -> None:
    """Let one thing happen; what the rules refuse does not happen."""
    names = list(club.sales)
    if isinstance(act, Sell):
        sell(club, act)
    elif isinstance(act, Give):
        club.open_lot(act.amount, act.days, act.scope, act.vests)
    elif isinstance(act, Wait):
        club.wait(act.days)
        if act.sweep:
            club.expire()
    elif names and isinstance(act, Refund):
        refund_some(club, names[act.sale % len(names)], act.pieces)
    elif names and isinstance(act, Void):
        with suppress_refusals(
            "sale_voided",
            "sale_fully_returned",
            "void_out_of_shift",
            "void_after_refund",
            "void_earned_spent",
        ):
            club.void(names[act.sale % len(names)])


@contextmanager
def suppress_refusals(*codes: str) -> Iterator[None]:
    """Let only these refusals pass."""
    try:
        yield
    except LoyaltyError as refusal:
        if refusal.code not in codes:
            raise


def play(script: Script) -> Iterator[Club]:
    """Let a script happen, giving the club after each act."""
    club = Club(script.rules, script.plan)
    for act in script.acts:
        act_on(club, act)
        yield club


def after(script: Script) -> Club:
    club = Club(script.rules, script.plan)
    for club in play(script):  # noqa: B007
        pass
    return club


def bring_back(club: Club, sale: str, random: Random) -> None:
    """Refund all that is left of a sale, in parts and an order of chance."""
    while left := club.left(sale):
        refund_some(club, sale, [random.randint(0, 2) for _ in left])


def remaining(club: Club) -> dict[str, int]:
    return {name: one.remaining for name, one in club.held().items() if one.remaining}


# -- checks -----------------------------------------------------------------------------------------------


def check_sound(script: Script) -> None:
    """Balance = sum of lots = sum of entries; no lot below zero; nothing expired is spendable."""
    for club in play(script):
        holdings = club.holdings()
        assert holdings.overdrawn() == ()
        sums: dict[str, int] = {}
        for _, post in club.told:
            for move in post.moves:
                sums[move.lot_id] = sums.get(move.lot_id, 0) + move.delta
        assert sums == holdings.remaining
        assert all(amount >= 0 for amount in club.owed().values())
        held = club.held().values()
        live = [one for one in held if one.lot.expires_at is None or club.now < one.lot.expires_at]
        balance = lots.balances(held, club.now, BRANCH)
        assert balance.total == sum(one.remaining for one in live if one.lot.unit == CREDIT)
        assert balance.total == balance.spendable_here + balance.not_vested + balance.elsewhere
        usable = lots.spendable(held, club.now, BRANCH)
        assert all(one in live and one.lot.scope != branch_scope(OTHER_BRANCH) for one in usable)
        assert sum(one.remaining for one in usable) == balance.spendable_here


def check_returns_live(script: Script) -> None:
    """Spent credit comes back where it can be spent; only a grace lot (or no days of grace) lets it lapse."""
    club = Club(script.rules, script.plan)
    for act in (*script.acts, script.last):
        known = len(club.told)
        act_on(club, act)
        found = club.held()
        if isinstance(act, Void):
            continue
        for _, post in club.told[known:]:
            for move in post.moves:
                lot = found[move.lot_id].lot
                over = lot.expires_at is not None and lot.expires_at <= club.now
                graced_before = lot.cause.startswith("grace:")
                if move.kind == "return":
                    assert not over or graced_before or script.rules.grace_days == 0
                if move.kind == "grace":
                    last = business_day(club.now, ZONE) + timedelta(days=script.rules.grace_days)
                    assert lot.expires_at == day_end(last, ZONE)
                    assert not found[lot.cause.removeprefix("grace:")].lot.cause.startswith("grace:")


def check_conserved(script: Script) -> None:
    """No act makes or loses value but a gift, a grant and expiry: money, credit, debts and goods add up."""
    club = Club(script.rules, script.plan)
    for act in (*script.acts, script.last):
        worth, goods, known = club.worth(), goods_of(club), len(club.told)
        act_on(club, act)
        made = sum(
            move.delta
            for _, post in club.told[known:]
            for move in post.moves
            if move.kind in ("opening", "earn", "expire") and club.held()[move.lot_id].lot.unit == CREDIT
        )
        undone = worth + goods + made - club.worth() - goods_of(club)
        if isinstance(act, Refund | Void):
            assert (
                0
                <= undone
                <= sum(g.amount for s in club.sales.values() for g in s.grants if g.unit == CREDIT)
            )
        else:
            assert undone == 0


def goods_of(club: Club) -> int:
    """Return the net value of what the member has and has not brought back."""
    sold = sum(sale.net for name, sale in club.sales.items())
    return sold - sum(reversal.net for back in club.back.values() for reversal in back)


def check_identity(script: Script) -> None:
    """A sale that comes back whole, in any parts and order, leaves the member what they held before."""
    club = after(script)
    before, money, owed, worth = remaining(club), club.money, club.owed(), club.worth()
    sale = sell(club, script.last)
    bring_back(club, sale, Random(script.seed))
    assert club.worth() == worth
    if not any(owed.values()):
        assert (remaining(club), club.money) == (before, money)
        assert not any(club.owed().values())


def check_void(script: Script) -> None:
    """A void restores exactly."""
    club = after(script)
    before, money, owed = remaining(club), club.money, club.owed()
    plan = club.void(sell(club, script.last))
    assert (remaining(club), club.money) == (before, money)
    assert {unit: amount for unit, amount in club.owed().items() if amount or unit in owed} == owed
    assert (plan.withheld, plan.graced, plan.late) == (0, (), False)


def check_no_gain(script: Script) -> None:
    """When everything has come back, money and credit are at most what they were; the same, if no time passed."""
    club = after(script)
    sell(club, script.last)
    random = Random(script.seed)
    names = list(club.sales)
    random.shuffle(names)
    for name in names:
        bring_back(club, name, random)
    given_credit = sum(act.amount for act in script.acts if isinstance(act, Give))
    assert club.worth() <= given_credit
    assert club.sum_of(POINTS) - club.owed().get(POINTS, 0) == 0
    if not any(isinstance(act, Wait) and act.days for act in script.acts):
        assert club.worth() == given_credit


def check_fold(script: Script) -> None:
    """Any order and repetition of the facts gives the same ledger."""
    club = after(script)
    sell(club, script.last)
    told = [*club.told, *club.told[::2]]
    Random(script.seed).shuffle(told)
    assert ledger.fold(told) == club.holdings()


def check_points(script: Script) -> None:
    """After each part the base points left are those the rest of the purchase would have brought."""
    each = script.plan.points_each
    club = Club(script.rules, Plan(rate=0, points_each=each))
    sale = sell(club, script.last)
    random = Random(script.seed)
    while left := club.left(sale):
        refund_some(club, sale, [random.randint(0, 2) for _ in left])
        assert club.sum_of(POINTS) == goods_of(club) // each


@dataclass(frozen=True)
class Carve:
    net: int
    credit: int
    units: int
    seed: int


CARVES = st.builds(
    lambda net, share, units, seed: Carve(net, net * share // 100, units, seed),
    st.integers(0, 10_000),
    st.integers(0, 100),
    st.integers(1, 30),
    st.integers(0, 2**32),
)


def check_parts(carve: Carve) -> None:
    """However a line is carved, its parts add up, and no part's credit is more than its net."""
    random, sold = Random(carve.seed), line(1, carve.net, carve.units, credit=carve.credit)
    sale = SaleRecorded(1, "s", None, (sold,), (), 0, (), (), ())
    done, net, credit = 0, 0, 0
    while done < sold.quantity:
        step = min(random.randint(1, 3) * 1_000, sold.quantity - done)
        for part in sale_parts.returned_lines(sale_parts.Cut(sale, (done,), (done + step,))):
            assert 0 <= part.credit_paid <= part.net
            net, credit = net + part.net, credit + part.credit_paid
        done += step
        assert net == carve.net * done // sold.quantity
    assert (net, credit) == (carve.net, carve.credit)


@dataclass(frozen=True)
class Taken:
    """A life in which managers take credit away by hand; then everything comes back, in an order of chance."""

    plan: Plan
    rules: RefundRules
    acts: tuple[Sell | Give | int, ...]
    """A number is the percent of what can be spent that is taken away."""
    seed: int


TAKEN = st.builds(
    Taken,
    PLANS.map(lambda plan: replace(plan, vests=0)),
    RULES,
    st.lists(
        st.one_of(
            SELLS,
            SELLS,
            st.builds(
                Give, st.integers(1, 120), st.sampled_from([None, 40]), st.just(BUSINESS_SCOPE), st.just(0)
            ),
            st.integers(1, 100),
        ),
        max_size=9,
    ).map(tuple),
    st.integers(0, 2**32),
)


def check_by_hand(script: Taken) -> None:
    """What was taken by hand of a sale's credit is not taken again with the sale; what was of a gift is gone."""
    club = Club(script.rules, script.plan)
    given = 0
    for act in script.acts:
        if isinstance(act, int):
            if amount := club.spendable() * act // 100:
                club.take_by_hand(amount)
        else:
            given += act.amount if isinstance(act, Give) else 0
            act_on(club, act)
    held = club.held().values()
    gifts = sum(one.by_hand for one in held if one.lot.cause == "opening")
    random = Random(script.seed)
    names = list(club.sales)
    random.shuffle(names)
    for name in names:
        bring_back(club, name, random)
    assert club.worth() == given - gifts
    assert club.holdings().overdrawn() == ()


@dataclass(frozen=True)
class Apart:
    """What becomes of debts while people are joined and parted again: (act, whose, amount) each."""

    acts: tuple[tuple[str, int, int], ...]


PEOPLE = ("m1", "m2", "m3")
APART = st.builds(
    Apart,
    st.lists(
        st.tuples(
            st.sampled_from(["owe", "buy", "return", "join", "part"]), st.integers(0, 2), st.integers(1, 99)
        ),
        max_size=12,
    ).map(tuple),
)


def check_apart(script: Apart) -> None:
    """A debt is paid once, where it stands: whoever was joined meanwhile, nobody's account is ever below nothing."""
    told: list[tuple[str, ledger.Postings]] = []
    joined: set[str] = set()
    due = 0
    for act, index, amount in script.acts:
        who = PEOPLE[index]
        if act == "join":
            joined.add(who)
        elif act == "part":
            joined.discard(who)
        else:
            ids = joined if who in joined else {who}
            body, change = _debt_body(act, who, amount, ledger.fold(told).owed, ids)
            told.append((f"f{len(told):03d}", ledger.postings(f"f{len(told):03d}", START, BRANCH, body)))
            due += change
        owed = ledger.fold(told).owed
        assert all(one >= 0 for one in owed.values())
        assert sum(owed.values()) == due


def _debt_body(
    act: str, who: str, amount: int, owed: Mapping[tuple[str, str], int], ids: set[str]
) -> tuple[SaleRecorded | Reversal, int]:
    """Return a refund that leaves a debt, or a sale or refund whose credit pays what is owed, and the change."""
    debts = {account: one for account, one in owed.items() if account[0] in ids}
    total = sum(debts.values())
    grant = Grant(CREDIT, BUSINESS_SCOPE, amount, START, None, "base")
    sale = SaleRecorded(1, "s", who, (), (), 0, (), (grant,), ())
    if act == "owe":
        return Reversal("x", 1, "s", who, (), (), (), (), (), 0, (Owed(CREDIT, amount),), "r"), amount
    if act == "buy":
        settled = ledger.settle_owed((grant,), {CREDIT: total})
        paid = sum(part.amount for part in settled)
        return replace(sale, settled=settled, debts=ledger.share_paid({CREDIT: paid}, debts, who)), -paid
    paid = min(amount, total)
    sold = SaleRecorded(
        1, "s", who, (line(1, amount, credit=amount),), (), 0, (LotAmount("g.0", amount),), (), ()
    )
    lot = ledger.Lot("g.0", who, CREDIT, BUSINESS_SCOPE, amount, 0, 0, None, BRANCH, "opening", "g")
    held = {"g.0": lots.Held(lot, 0)}
    plan = reversal.plan_refund(
        sold, "x", START, (), [(1, 1_000)], held, RefundRules(), {}, START, BRANCH, ZONE, debts=debts
    )
    return plan.tell(1, "s", (), "r"), -paid


CHECKS: dict[str, Callable[..., None]] = {
    check.__name__.removeprefix("check_"): check
    for check in (
        check_sound,
        check_returns_live,
        check_conserved,
        check_identity,
        check_void,
        check_no_gain,
        check_fold,
        check_points,
        check_parts,
        check_by_hand,
        check_apart,
    )
}


STRATEGIES = {"parts": CARVES, "returns_live": AGEING, "by_hand": TAKEN, "apart": APART}


def search(name: str, examples: int, *, fixed: bool = True) -> None:
    """Run a check over generated cases; `fixed` takes the same ones each time."""
    check = CHECKS[name]

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=fixed,
        report_multiple_bugs=False,
        phases=[Phase.generate] if fixed else [Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(STRATEGIES.get(name, SCRIPTS))
    def run(case: object) -> None:
        check(case)

    run()
