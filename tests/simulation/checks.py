"""What must hold in the world at every step, and what must hold once all is well again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from loyalty.exchange.centre import CAUSES
from loyalty.exchange.reading import read_told
from loyalty.kinds import OverspendRecognised, RightsGranted, SaleRecorded
from loyalty.lots import is_expired, scope_allows
from loyalty.rights import CENTRE
from tests.simulation.accounts import Accounts
from tests.simulation.centre import CENTRE_ID, Centre
from tests.simulation.till import Till


class Violation(AssertionError):
    """Something that must hold does not."""


def hold(truth: object, *what: object) -> None:
    """Raise `Violation` unless it is so."""
    if not truth:
        raise Violation(*what)


def conserved(accounts: Accounts, lots: Iterable[str], where: str) -> None:
    """What is left of a lot by the ledger is what all holders together may take."""
    for lot in lots:
        left, held = accounts.left.get(lot, 0), accounts.book.total(lot)
        hold(left == held, "not conserved", where, lot, left, held)


def check_till(till: Till, calm: bool) -> None:
    """A till's own figures agree, and in calm worlds it takes nothing that it does not hold."""
    accounts = till.file.accounts
    for lot in accounts.book.touched:
        hold(
            not calm or accounts.book.held(lot, till.till_id) >= 0,
            "took what it did not hold",
            till.name,
            lot,
        )
    conserved(accounts, accounts.book.touched, till.name)
    accounts.book.touched.clear()
    hold(till.file.acked <= len(till.file.log), "acknowledged what was never written", till.name)


def check_centre(centre: Centre, calm: bool) -> None:
    """The centre's figures agree; whoever is below zero has a cause, and in calm worlds nobody is."""
    state = centre.state
    conserved(state.accounts, state.accounts.book.touched, "centre")
    for lot in state.accounts.book.touched:
        for who, below in state.accounts.book.below_zero(lot):
            hold(centre.waiting or not calm, "below zero in a calm world", lot, who, below)
            debt = state.debts.get((lot, who))
            hold(centre.waiting or debt, "below zero without a cause", lot, who, below)
            hold(
                centre.waiting or debt is None or debt.cause != "unexplained", "unexplained", lot, who, below
            )
        total = state.accounts.book.total(lot)
        hold(centre.waiting or total >= 0, "a lot was spent twice and nobody paid", lot, total)
    state.accounts.book.touched.clear()


def check_minted(centre: Centre, since: int, faithful: bool) -> None:
    """What the centre wrote of its own since: rights go where they may, the house pays for a declared cause alone."""
    for _, body in centre.minted[since:]:
        if isinstance(body, RightsGranted):
            _check_given(centre, body)
        if isinstance(body, OverspendRecognised):
            hold(not faithful, "overspent where nobody lends and nothing is lost", body)
            hold(body.cause in CAUSES[:-1], "unexplained", body)


def _check_given(centre: Centre, body: RightsGranted) -> None:
    state = centre.state
    till = state.tills.get(body.till_id)
    for part in body.lots:
        hold(part.amount > 0, "nothing was given", body)
        if body.why == "cover":
            continue
        lot = state.accounts.lots.get(part.lot_id)
        hold(till is not None and not till.retired, "given to a retired till", body)
        hold(lot is not None and scope_allows(lot.scope, till.branch_id), "given to another branch", body)
        hold(not is_expired(lot, centre.now), "given after its time", body)
        if body.why == "home":
            hold(centre.view.hub(till.branch_id) == body.till_id, "home is not there", body)
        held = state.accounts.book.held(part.lot_id, CENTRE)
        hold(held >= 0 or state.debts.get((part.lot_id, CENTRE)), "gave what it did not hold", body)


def check_wishes(centre: Centre, wished: Mapping[str, Sequence[tuple[str, int]]]) -> None:
    """A wish is granted once, however often it is asked."""
    for claim, granted in centre.state.claims.items():
        for lot, amount in granted.items():
            wanted = dict(wished.get(claim, ())).get(lot, 0)
            hold(amount <= wanted, "granted more than was wished for", claim, lot, amount, wanted)


def check_house(centre: Centre) -> None:
    """What the house paid because of trust is never more than was lent, once in each generation of the centre.

    A centre that was put back pays again where nobody it could hear knew that it had paid.
    """
    lent: dict[str, int] = {}
    paid: dict[str, int] = {}
    for linked in centre.state.chains.facts:
        body = read_told(linked.fact, linked.raw, linked.fact.till_id == CENTRE_ID).body
        if isinstance(body, SaleRecorded):
            sums, parts = lent, body.trusted
        elif isinstance(body, OverspendRecognised) and body.cause == "trust":
            sums, parts = paid, body.lots
        else:
            continue
        for part in parts:
            sums[part.lot_id] = sums.get(part.lot_id, 0) + part.amount
    for lot, amount in paid.items():
        hold(
            amount <= lent.get(lot, 0) * centre.generation,
            "the house paid more than was lent",
            lot,
            amount,
            lent.get(lot, 0),
        )


def all_at_home(centre: Centre) -> None:
    """What nobody waits for rests at home: nothing is left at the centre that a hub may hold, nothing at a till that is not
    the hub of its home, but where the till's past is doubtful.
    """
    state, view = centre.state, centre.view
    for name, held in state.accounts.book.accounts.items():
        lot = state.accounts.lots.get(name)
        hub = view.hub(view.home(lot)) if lot else None
        if lot is None or hub is None:
            continue
        for who, left in held.items():
            if who == CENTRE:
                due = not state.tills[hub].doubt and not is_expired(lot, centre.now)
            else:
                due = who != hub and not state.tills[who].doubt
            hold(left <= 0 or not due, "not at home", name, who, left, hub)


def same_everywhere(centre: Centre, tills: Iterable[Till]) -> None:
    """All nodes hold the same facts, and fold them to the same figures."""
    state = centre.state
    tally, standing = state.chains.tally(), state.accounts.standing()
    words = state.accounts.words.standing()
    left = {lot: amount for lot, amount in state.accounts.left.items() if amount}
    for till in tills:
        file = till.file
        hold(file.chains.tally() == tally, "not the same facts", till.name, file.chains.tally()[0], tally[0])
        hold(file.accounts.standing() == standing, "not the same rights", till.name)
        hold(file.accounts.words.standing() == words, "not the same last words", till.name)
        told = {lot: amount for lot, amount in file.accounts.left.items() if amount}
        hold(told == left, "not the same balances", till.name)
