"""Bugs that tills really have, each as a patch of the rules: what the properties must catch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from loyalty import ledger, lots, reversal, reversal_book, sale_parts
from loyalty.kinds import LotAmount, ReturnedLine, Reversal, SaleRecorded
from loyalty.ledger import Holdings, Postings
from loyalty.lots import Held
from loyalty.reversal import ReversalPlan
from loyalty.sale_parts import Cut

Patch = pytest.MonkeyPatch


def reverse_by_snapshot(patch: Patch) -> None:
    """A refund gives back all the sale had spent, however little comes back."""

    def unspend(sale: SaleRecorded, before: Sequence[Reversal], back: int) -> tuple[LotAmount, ...]:
        return sale.spends

    patch.setattr(reversal, "_unspend", unspend)


def return_to_expired_lot(patch: Patch) -> None:
    """Spent credit goes back into its lot though the lot has expired."""
    patch.setattr(reversal_book, "is_expired", lambda lot, at: False)


def grace_for_ever(patch: Patch) -> None:
    """A grace lot that has expired is given another grace."""
    patch.setattr(reversal_book, "grace_origin", lambda lot: None)


def claw_back_twice(patch: Patch) -> None:
    """Each part asks again for what earlier parts have already got."""
    patch.setattr(reversal, "_collected", lambda *_: 0)


def keep_earned_credit(patch: Patch) -> None:
    """Nothing earned is taken back."""
    patch.setattr(reversal, "dues", lambda sale, back, each: tuple(0 for _ in sale.grants))


def forgive_the_shortfall(patch: Patch) -> None:
    """What cannot be taken is neither withheld nor owed."""
    close = reversal._close
    patch.setattr(
        reversal, "_close", lambda plan, book, rest, debts: close(plan, book, dict.fromkeys(rest, 0), debts)
    )


def withhold_and_owe(patch: Patch) -> None:
    """What cannot be taken is withheld from the money and written to the owed account as well."""
    close = reversal._close

    def both(plan: ReversalPlan, book: Any, rest: dict[str, int], debts: Any) -> ReversalPlan:
        closed = close(plan, book, rest, debts)
        owed = tuple(reversal.Owed(unit, amount) for unit, amount in rest.items() if amount)
        return replace(closed, owed=owed)

    patch.setattr(reversal, "_close", both)


def floor_each_part(patch: Patch) -> None:
    """Each part is rounded down by itself, so parts do not add up."""

    def lines(cut: Cut) -> tuple[ReturnedLine, ...]:
        rows = zip(cut.sale.lines, cut.before, cut.after, strict=True)
        return tuple(
            ReturnedLine(
                line.line_no,
                after - before,
                line.net * (after - before) // line.quantity,
                line.credit_paid * (after - before) // line.quantity,
            )
            for line, before, after in rows
            if after > before
        )

    patch.setattr(sale_parts, "returned_lines", lines)
    patch.setattr(reversal, "returned_lines", lines)


def cut_credit_alone(patch: Patch) -> None:
    """The credit of a line is cut by quantity, not along its net: a part can cost more credit than it is worth."""
    patch.setattr(sale_parts, "credit_at", lambda line, back: line.credit_paid * back // line.quantity)


def overdraw(patch: Patch) -> None:
    """Taking back does not look at what is left in a lot."""

    def draw(held: Iterable[Held], amount: int) -> tuple[LotAmount, ...]:
        first = next(iter(held), None)
        return () if first is None or not amount else (LotAmount(first.lot.lot_id, amount),)

    patch.setattr(reversal_book, "draw", draw)


def spend_expired(patch: Patch) -> None:
    """What has expired is still spendable until somebody sweeps."""
    patch.setattr(lots, "is_expired", lambda lot, at: False)


def spend_anywhere(patch: Patch) -> None:
    """Scopes are shown and not kept."""
    patch.setattr(lots, "scope_allows", lambda scope, branch, partners: True)


def count_repeats(patch: Patch) -> None:
    """A fact that arrives twice counts twice."""

    def fold(told: Iterable[tuple[str, Postings]]) -> Holdings:
        holdings = Holdings()
        for _, post in told:
            ledger._apply(post, holdings, set())
        return holdings

    patch.setattr(ledger, "fold", fold)


def points_by_share(patch: Patch) -> None:
    """Base points go by line share instead of what the rest of the purchase would have brought."""
    patch.setattr(sale_parts, "_base_points_dues", lambda *_: {})


def void_like_refund(patch: Patch) -> None:
    """A void takes back what is left and lets the rest go."""
    undo = reversal._undo_grants

    def careless(plan: ReversalPlan, sale: SaleRecorded, *rest: Any) -> ReversalPlan:
        return replace(undo(plan, sale, *rest), owed=())

    patch.setattr(reversal, "_undo_grants", careless)


def settle_for_nothing(patch: Patch) -> None:
    """New credit pays the debt and stays spendable."""
    post = ledger._post_sale

    def generous(body: SaleRecorded, told: Any) -> Postings:
        posted = post(body, told)
        return replace(posted, moves=tuple(move for move in posted.moves if move.kind != "settle"))

    patch.setitem(ledger._POSTERS, SaleRecorded, generous)


def charge_for_expired(patch: Patch) -> None:
    """Credit that expired unspent is asked for again, in money."""
    claim = reversal._claim
    patch.setattr(reversal, "_claim", lambda *args: replace(claim(*args), waivable=0))


def charge_for_what_went_by_hand(patch: Patch) -> None:
    """Credit of a sale that a manager took away is asked for again when the sale comes back."""
    patch.setattr(Held, "gone", property(lambda one: one.expired))


def pay_a_debt_where_it_does_not_stand(patch: Patch) -> None:
    """A debt is paid in the name of whoever buys, so that it stands again once a merge is undone."""
    patch.setattr(reversal, "share_paid", lambda *_: ())
    patch.setattr(ledger, "share_paid", lambda *_: ())


BUGS: tuple[tuple[Callable[[Patch], None], tuple[str, ...]], ...] = (
    (reverse_by_snapshot, ("identity", "no_gain", "conserved")),
    (return_to_expired_lot, ("returns_live",)),
    (grace_for_ever, ("returns_live",)),
    (claw_back_twice, ("identity", "no_gain")),
    (keep_earned_credit, ("identity", "no_gain", "points")),
    (forgive_the_shortfall, ("no_gain",)),
    (withhold_and_owe, ("no_gain",)),
    (floor_each_part, ("identity", "no_gain", "parts")),
    (cut_credit_alone, ("parts",)),
    (overdraw, ("sound",)),
    (spend_expired, ("sound",)),
    (spend_anywhere, ("sound",)),
    (count_repeats, ("fold",)),
    (points_by_share, ("points",)),
    (void_like_refund, ("void",)),
    (settle_for_nothing, ("no_gain",)),
    (charge_for_what_went_by_hand, ("by_hand",)),
    (pay_a_debt_where_it_does_not_stand, ("apart",)),
)
"""Each bug with the properties that catch it."""
